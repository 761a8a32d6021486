package io.replyx.verify.contract;

import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The locks of a version and its undo as a review accepted them: a line each, in {@code locks/V<version>.txt}. */
public final class ApprovedLocks {
    private ApprovedLocks() {}

    /** The lines of a file. */
    public static SortedSet<String> read(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException unreadable) {
            throw new WrongUse("cannot read " + file + ": it must be text in UTF-8");
        }
    }

    /** Write the lines to a file. */
    public static void write(Path file, SortedSet<String> lines) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(
                file,
                "# What holds others up while the version is applied or undone; ./verify approve writes this file.\n"
                        + lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }
}
