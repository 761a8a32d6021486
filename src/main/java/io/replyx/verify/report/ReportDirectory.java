package io.replyx.verify.report;

import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directory that a run leaves its reports in.
 *
 * @param root the directory itself
 */
public record ReportDirectory(Path root) {
    private static final Pattern RESULTS =
            Pattern.compile(".+-result\\.json|.+-attachment\\.(txt|json)|environment\\.properties|categories\\.json");

    /** Say before a run, rather than after it, that its reports could not be written. */
    public static ReportDirectory writable(Path root) {
        try {
            Files.createDirectories(root);
            Files.delete(Files.createTempFile(root, ".probe", ".tmp"));
        } catch (IOException e) {
            throw unwritable(root, e);
        }
        return new ReportDirectory(root);
    }

    static WrongUse unwritable(Path root, IOException cause) {
        WrongUse failure =
                new WrongUse("Reports cannot be written to %s (%s: %s). Name a directory that can be written."
                        .formatted(root, cause.getClass().getSimpleName(), cause.getMessage()));
        failure.initCause(cause);
        return failure;
    }

    Path summary() {
        return root.resolve("summary.json");
    }

    /** The summary of a fleet, whose databases have directories of their own below this one. */
    public Path fleet() {
        return root.resolve("fleet.json");
    }

    Path signoff() {
        return root.resolve("signoff.md");
    }

    Path junit() {
        return root.resolve("junit").resolve("TEST-replyx-verify.xml");
    }

    Path allureResults() {
        return root.resolve("allure-results");
    }

    Path htmlDirectory() {
        return root.resolve("allure");
    }

    Path html() {
        return htmlDirectory().resolve("index.html");
    }

    /**
     * Delete what an earlier run left, so that nothing old is taken for new.
     *
     * <p>File by file: a directory of these names may hold what somebody else put there.
     */
    void clear() throws IOException {
        forget();
        Files.createDirectories(root.resolve("junit"));
    }

    /** Delete what an earlier run left, and make nothing. */
    void forget() throws IOException {
        for (Path file : List.of(summary(), fleet(), signoff(), junit(), html())) {
            Files.deleteIfExists(file);
        }
        if (Files.isDirectory(allureResults())) {
            for (Path file : earlierResults()) {
                Files.delete(file);
            }
        }
    }

    private List<Path> earlierResults() throws IOException {
        try (Stream<Path> files = Files.list(allureResults())) {
            return files.filter(file ->
                            RESULTS.matcher(file.getFileName().toString()).matches())
                    .toList();
        }
    }
}
