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
    private static final String PREFIX = "replyx-verify-archive";
    private static final String FILE = "archive.dump";
    /** Newer programs write a random key into every dump, on lines of its own. */
    private static final Pattern RANDOM = Pattern.compile("^\\\\(un)?restrict ");

    @Override
    public Optional<String> digest(String database) {
        try (TemporaryFolder folder = TemporaryFolder.make(PREFIX);
                DumpTool tool = DumpToolSearch.find(major, folder.path(), line -> {})) {
            Path script = folder.path().resolve(FILE);
            tool.dumpText(server.withDatabase(database), HISTORY, script);
            return Optional.of(digest(script));
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
        TemporaryFolder folder = TemporaryFolder.make(PREFIX);
        try {
            return new Archive(DumpToolSearch.find(major, folder.path(), line -> {}), folder);
        } catch (RuntimeException failed) {
            folder.close();
            throw failed;
        }
    }

    private final class Archive implements ServerArchive {
        private final DumpTool tool;
        private final TemporaryFolder folder;
        private final Path file;

        Archive(DumpTool tool, TemporaryFolder folder) {
            this.tool = tool;
            this.folder = folder;
            this.file = folder.path().resolve(FILE);
        }

        void take(String database) {
            tool.dump(server.withDatabase(database), Optional.empty(), Optional.empty(), file, line -> {});
        }

        @Override
        public void restoreInto(String database) {
            tool.restore(server.withDatabase(database), file, tool.contents(file), List.of(), line -> {});
        }

        @Override
        public void close() {
            try (folder) {
                tool.close();
            }
        }
    }
}
