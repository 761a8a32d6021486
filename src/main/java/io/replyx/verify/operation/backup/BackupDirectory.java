package io.replyx.verify.operation.backup;

import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;
import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder that backups are in. */
public final class BackupDirectory {
    private static final Pattern NAME = Pattern.compile("backup_[0-9]{8}_[0-9]{6}\\.dump");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss").withZone(ZoneOffset.UTC);
    private static final String PART = ".part";
    private static final String LOCK = ".lock";

    private final Path folder;

    /** A folder, which need not be there yet. */
    public BackupDirectory(Path folder) {
        this.folder = folder;
    }

    /** Somebody is taking a backup into the same folder. */
    private static final class Busy extends ExpectedFailure {
        private static final long serialVersionUID = 1L;

        Busy(Path folder) {
            super(
                    ExitCode.LOCKED,
                    "Another backup is being taken into " + folder
                            + ". Nothing was touched: try again when it is done.");
        }
    }

    /** See that it is there, that nobody else may look into it, and that it can be written to. */
    void prepare() {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, PlainFile.mode(folder, "rwx------"));
            }
            if (!Files.isWritable(folder)) {
                throw new WrongUse("the folder of backups " + folder + " cannot be written to");
            }
        } catch (IOException e) {
            throw new WrongUse("the folder of backups " + folder + " cannot be made: " + e.getMessage());
        }
    }

    /** Keep other backups out of the folder, and take away what killed ones left. */
    FileChannel lock() throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held == null) {
                throw new Busy(folder);
            }
            for (Path part : files(name -> name.endsWith(PART))) {
                Files.deleteIfExists(part);
            }
            return channel;
        } catch (OverlappingFileLockException sameProcess) {
            channel.close();
            throw new Busy(folder);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    Path folder() {
        return folder;
    }

    /** The name of a backup that begins now; two of one second get names of their own. */
    Path next(Instant now) {
        Instant moment = now;
        Path archive = named(moment);
        while (Files.exists(archive) || Files.exists(ManifestFile.of(archive))) {
            moment = moment.plusSeconds(1);
            archive = named(moment);
        }
        return archive;
    }

    private Path named(Instant moment) {
        return folder.resolve("backup_" + STAMP.format(moment) + ".dump");
    }

    /** An empty file that nobody else can read, and that becomes another when it is complete. */
    static Path part(Path file) throws IOException {
        return Files.createFile(
                file.resolveSibling("." + file.getFileName() + PART), PlainFile.mode(file, "rw-------"));
    }

    /** Backups whose manifest is whole and fits the archive by name and size, the newest first. */
    public List<Backup> backups() {
        List<Backup> found = new ArrayList<>();
        for (Path archive : files(name -> NAME.matcher(name).matches())) {
            whole(archive).ifPresent(found::add);
        }
        found.sort(Comparator.comparing(
                        (Backup backup) -> backup.archive().getFileName().toString())
                .reversed());
        return found;
    }

    /** The newest archive, whether or not it is any good: what a drill must look at. */
    public Optional<Path> newest() {
        return files(name -> NAME.matcher(name).matches()).stream().max(Comparator.comparing(Path::toString));
    }

    private static Optional<Backup> whole(Path archive) {
        try {
            return Optional.of(Backup.look(archive));
        } catch (BackupNotProven damaged) {
            return Optional.empty();
        }
    }

    private List<Path> files(java.util.function.Predicate<String> name) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> name.test(file.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new WrongUse("the folder of backups " + folder + " cannot be read: " + e.getMessage());
        }
    }
}
