package io.replyx.verify.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The directory of a throw-away cluster, with a mark whose it is.
 *
 * @param root the directory, which holds nothing else
 */
record ClusterDirectory(Path root) {
    private static final String PREFIX = "replyx-verify-cluster-";
    private static final String OWNER = "owner";
    private static final int LOG_LINES = 5;

    static ClusterDirectory create() {
        try {
            var directory = new ClusterDirectory(Files.createTempDirectory(PREFIX));
            Files.writeString(directory.root.resolve(OWNER), OwnerMark.own().toString());
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stop and remove what killed processes of this host left. */
    static void sweep() {
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir", "/tmp")), PREFIX + "*")) {
            for (Path root : found) {
                var directory = new ClusterDirectory(root);
                if (directory.isOrphaned()) {
                    directory.remove();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path data() {
        return root.resolve("data");
    }

    Path log() {
        return root.resolve("server.log");
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    String endOfLog() throws IOException {
        List<String> lines = Files.readAllLines(log());
        return String.join("\n    ", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }

    /** Stop the server, if one is running in it, and delete everything. */
    void remove() {
        if (Files.notExists(root)) {
            return;
        }
        serverProcess().ifPresent(ClusterDirectory::stop);
        try (Stream<Path> files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalStateException("Cannot remove " + root + ": " + e.getMessage(), e);
        }
    }

    private boolean isOrphaned() {
        try {
            return OwnerMark.parse(Files.readString(root.resolve(OWNER)))
                    .filter(OwnerMark::isOrphaned)
                    .isPresent();
        } catch (IOException e) {
            // Somebody else's: not to be read, not to be touched.
            return false;
        }
    }

    /** By the server's own note; the number may have been given to another process, so its name counts too. */
    private Optional<ProcessHandle> serverProcess() {
        try {
            List<String> note = Files.readAllLines(data().resolve("postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(note.get(0).strip()))
                    .filter(process -> process.info().command().orElse("").endsWith("postgres"));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static void stop(ProcessHandle server) {
        // SIGTERM would wait for its sessions to end; there is nothing in it that is worth a clean end.
        Command.of("kill", "-QUIT", Long.toString(server.pid())).succeeds();
        try {
            server.onExit().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            server.destroyForcibly();
        }
    }
}
