package io.replyx.verify.contract;

import io.replyx.verify.settings.Sha256;
import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** One number for all of a subject that a production run reads, so that two runs can be told to be about the same. */
public final class SubjectFingerprint {
    private SubjectFingerprint() {}

    /** SHA-256 over scripts, contract and approved catalogs, with their names. */
    public static String of(Subject subject, Path contract) {
        try {
            MessageDigest digest = Sha256.begin();
            add(digest, "versioned", subject.directory().root().resolve("versioned"));
            add(digest, "undo", subject.directory().root().resolve("undo"));
            add(digest, "catalog", subject.fixtures().resolve("catalog"));
            if (subject.contract().isPresent()) {
                add(digest, "contract", contract);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException unreadable) {
            throw new WrongUse(
                    "cannot read the subject in " + subject.directory().root() + ": " + unreadable.getMessage());
        }
    }

    private static void add(MessageDigest digest, String part, Path place) throws IOException {
        if (!Files.exists(place)) {
            return;
        }
        try (Stream<Path> found = Files.walk(place)) {
            List<Path> files = found.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(file -> name(place, file)))
                    .toList();
            for (Path file : files) {
                byte[] content = Files.readAllBytes(file);
                String title = part + "/" + name(place, file) + " " + content.length;
                digest.update((title + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            }
        }
    }

    /** The same on every system, and inside a jar. */
    private static String name(Path place, Path file) {
        return place.relativize(file).toString().replace('\\', '/');
    }
}
