package io.replyx.verify.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The programs in a folder of this machine. */
final class LocalPrograms implements Programs {
    static final Duration LONGEST = Duration.ofHours(12);

    private final Path folder;
    private final ToolVersion version;
    private volatile @Nullable Process running;
    private volatile boolean stopped;

    private LocalPrograms(Path folder, ToolVersion version) {
        this.folder = folder;
        this.version = version;
    }

    /** All folders of this machine with both programs, the newest first. */
    static List<LocalPrograms> all() {
        return Installation.folders().stream()
                .filter(folder -> Files.isExecutable(folder.resolve("pg_restore")))
                .flatMap(folder -> in(folder).stream())
                .sorted((one, other) -> Integer.compare(other.version.major(), one.version.major()))
                .toList();
    }

    private static Optional<LocalPrograms> in(Path folder) {
        try {
            return Command.of(folder.resolve("pg_dump").toString(), "--version").run().stream()
                    .findFirst()
                    .flatMap(ToolVersion::parse)
                    .map(version -> new LocalPrograms(folder, version));
        } catch (CommandFailed absent) {
            return Optional.empty();
        }
    }

    @Override
    public String origin() {
        return "in " + folder;
    }

    @Override
    public ToolVersion version() {
        return version;
    }

    @Override
    public Path seenAs(Path file) {
        return file.toAbsolutePath();
    }

    @Override
    public void run(
            List<String> words, Map<String, String> environment, Optional<Path> output, Consumer<String> lines) {
        List<String> local = new ArrayList<>(words);
        local.set(0, folder.resolve(words.get(0)).toString());
        Command command = Command.of(local).within(LONGEST).telling(lines).seenBy(this::started);
        environment.forEach(command::with);
        output.ifPresent(command::into);
        try {
            command.run();
        } finally {
            running = null;
        }
    }

    private void started(Process process) {
        running = process;
        if (stopped) {
            process.destroy();
        }
    }

    @Override
    public void stop() {
        stopped = true;
        Optional.ofNullable(running).ifPresent(Process::destroy);
    }

    @Override
    public void close() {
        stop();
    }
}
