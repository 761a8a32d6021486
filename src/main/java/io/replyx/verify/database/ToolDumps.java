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
        try (Scratch scratch = Scratch.make();
                DumpTool tool = DumpToolSearch.find(major, scratch.folder(), line -> {})) {
            tool.dumpText(server.withDatabase(database), HISTORY, scratch.file());
            return Optional.of(digest(scratch.file()));
        } catch (ToolFailed failed) {
            return Optional.empty();
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
        Archive archive = begin();
        try {
            archive.take(database);
            return archive;
        } catch (RuntimeException failed) {
            archive.close();
            throw failed;
        }
    }

    private Archive begin() {
        Scratch scratch = Scratch.make();
        try {
            return new Archive(DumpToolSearch.find(major, scratch.folder(), line -> {}), scratch);
        } catch (RuntimeException failed) {
            scratch.close();
            throw failed;
        }
    }

    /** A folder for one file, which goes with it, whatever ends the run. */
    private record Scratch(Path folder, Cleanup cleanup) implements AutoCloseable {

        static Scratch make() {
            try {
                Path folder = Files.createTempDirectory("replyx-verify-archive");
                return new Scratch(folder, Cleanup.promise(() -> remove(folder)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Path file() {
            return folder.resolve(FILE);
        }

        private static void remove(Path folder) {
            try {
                Files.deleteIfExists(folder.resolve(FILE));
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            cleanup.run();
        }
    }

    private final class Archive implements ServerArchive {
        private final DumpTool tool;
        private final Scratch scratch;

        Archive(DumpTool tool, Scratch scratch) {
            this.tool = tool;
            this.scratch = scratch;
        }

        void take(String database) {
            tool.dump(server.withDatabase(database), Optional.empty(), Optional.empty(), scratch.file(), line -> {});
        }

        @Override
        public void restoreInto(String database) {
            tool.restore(
                    server.withDatabase(database),
                    scratch.file(),
                    tool.contents(scratch.file()),
                    List.of(),
                    line -> {});
        }

        @Override
        public void close() {
            try (scratch) {
                tool.close();
            }
        }
    }
}
