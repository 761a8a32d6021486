package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Dumps and restores with programs that have to be looked for, as production does.
 *
 * @param server the server, as a superuser
 * @param major its version
 */
record ToolDumps(DatabaseUrl server, int major) implements Dumps {

    @Override
    public Optional<String> digest(String database) {
        return Optional.empty();
    }

    @Override
    public ServerArchive archive(String database) {
        try {
            Path folder = Files.createTempDirectory("replyx-verify-archive");
            Cleanup cleanup = Cleanup.promise(() -> remove(folder));
            try {
                DumpTool tool = DumpToolSearch.find(major, folder, line -> {});
                Path file = folder.resolve("archive.dump");
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
            Files.deleteIfExists(folder.resolve("archive.dump"));
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
