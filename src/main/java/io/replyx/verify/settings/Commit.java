package io.replyx.verify.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells which commit a folder's repository has checked out, as git's own files say. */
public final class Commit {
    private static final String REFERENCE = "ref: ";

    private Commit() {}

    /** The commit; empty outside of a repository, and where its files are laid out in another way. */
    public static Optional<String> of(Path folder) {
        for (@Nullable Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            Path git = at.resolve(".git");
            if (Files.isDirectory(git)) {
                return line(git.resolve("HEAD")).flatMap(head -> resolve(git, head));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> resolve(Path git, String head) {
        if (!head.startsWith(REFERENCE)) {
            return Optional.of(head);
        }
        String reference = head.substring(REFERENCE.length());
        return line(git.resolve(reference)).or(() -> packed(git.resolve("packed-refs"), reference));
    }

    private static Optional<String> packed(Path file, String reference) {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(line -> line.endsWith(" " + reference))
                            .map(line -> line.substring(0, line.indexOf(' ')))
                            .findFirst()
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> line(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
