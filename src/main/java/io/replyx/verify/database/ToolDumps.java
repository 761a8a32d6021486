package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Dumps and restores with programs that have to be looked for, as production does.
 *
 * @param server the server, as a superuser
 * @param major its version
 */
record ToolDumps(DatabaseUrl server, int major) implements Dumps {
    private static final String FILE = "archive.dump";
    /** Newer programs write a random key into every dump, on lines of its own. */
    private static final Pattern RANDOM = Pattern.compile("^\\\\(un)?restrict ");

    @Override
    public Optional<String> digest(String database) {
        try {
            Path folder = Files.createTempDirectory("replyx-verify-archive");
            Cleanup cleanup = Cleanup.promise(() -> remove(folder));
            try (DumpTool tool = DumpToolSearch.find(major, folder, line -> {})) {
                Path script = folder.resolve(FILE);
                tool.dumpText(server.withDatabase(database), HISTORY, script);
                return Optional.of(digest(script));
            } catch (ToolFailed failed) {
                return Optional.empty();
            } finally {
                cleanup.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(Path script) throws IOException {
        MessageDigest digest = Sha256.begin();
        try (Stream<String> lines = Files.lines(script, StandardCharsets.ISO_8859_1)) {
            lines.filter(line -> !RANDOM.matcher(line).find())
                    .forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.ISO_8859_1)));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public ServerArchive archive(String database) {
        try {
            Path folder = Files.createTempDirectory("replyx-verify-archive");
            Cleanup cleanup = Cleanup.promise(() -> remove(folder));
            try {
                DumpTool tool = DumpToolSearch.find(major, folder, line -> {});
                Path file = folder.resolve(FILE);
                tool.dump(server.withDatabase(database), Optional.empty(), Optional.empty(), file, line -> {});
                return new Archive(tool, file, cleanup);
            } catch (RuntimeException failed) {
                cleanup.run();
                throw failed;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(FILE));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Archive implements ServerArchive {
        private final DumpTool tool;
        private final Path file;
        private final Cleanup cleanup;

        Archive(DumpTool tool, Path file, Cleanup cleanup) {
            this.tool = tool;
            this.file = file;
            this.cleanup = cleanup;
        }

        @Override
        public void restoreInto(String database) {
            tool.restore(server.withDatabase(database), file, tool.contents(file), List.of(), line -> {});
        }

        @Override
        public void close() {
            try {
                tool.close();
            } finally {
                cleanup.run();
            }
        }
    }
}
