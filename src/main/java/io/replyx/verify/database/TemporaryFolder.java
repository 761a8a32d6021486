package io.replyx.verify.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A folder for a few files, which goes with them when it is closed and when the Java machine ends.
 *
 * @param path its real path
 */
record TemporaryFolder(Path path, Cleanup cleanup) implements AutoCloseable {

    /** Make one; its name begins with a prefix. */
    static TemporaryFolder make(String prefix) {
        try {
            Path path = Files.createTempDirectory(prefix).toRealPath();
            return new TemporaryFolder(path, Cleanup.promise(() -> remove(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path path) {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cleanup.run();
    }
}
