package io.replyx.verify.operation.backup;

import io.replyx.verify.archive.Contents;
import io.replyx.verify.database.DumpTool;
import io.replyx.verify.database.DumpToolSearch;
import io.replyx.verify.database.NoUsableDatabase;
import io.replyx.verify.database.ServerFacts;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Refused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes backups of a database in use, each with a manifest of what is in it.
 *
 * <pre>{@code
 * Backups backups = new Backups(url, Path.of("backups"), System.out::println);
 * Backup backup = backups.take();
 * }</pre>
 *
 * <p>Archive and manifest come from one snapshot. They are written under other names, synced and renamed, so that what
 * bears the name of a backup is complete. The newest five of a database are kept; a backup that fails deletes nothing.
 */
public final class Backups {
    private static final String APPLICATION = "replyx-verify backup";

    private final DatabaseUrl url;
    private final BackupDirectory directory;
    private final Consumer<String> progress;
    private Optional<String> compression = Optional.empty();
    private volatile @Nullable BackupSession session;
    private volatile @Nullable DumpTool running;
    private volatile boolean stopped;

    /**
     * Prepare to take backups; nothing is connected to yet.
     *
     * @param url the database, as a role that may read all of it
     * @param folder where backups go; it is made when it is not there
     * @param progress is told what goes on
     */
    public Backups(DatabaseUrl url, Path folder, Consumer<String> progress) {
        this.url = url.withApplicationName(APPLICATION);
        this.directory = new BackupDirectory(folder);
        this.progress = progress;
    }

    /** Compress in another way than pg_dump's usual one: a method and perhaps a level, as in {@code zstd:3}. */
    public Backups compressedBy(String method) {
        compression = Optional.of(method);
        return this;
    }

    /**
     * Take a backup.
     *
     * @throws Refused when the role does not see every row; nothing was touched
     * @throws NoUsableDatabase when the database or a program to dump it cannot be had
     * @throws BackupNotProven when it did not come to its end; older backups are as they were
     */
    public Backup take() {
        try (BackupSession open = BackupSession.open(url)) {
            session = open;
            open.requireSight();
            directory.prepare();
            FileChannel lock = directory.lock();
            try {
                return take(open);
            } finally {
                lock.close();
            }
        } catch (RuntimeException failed) {
            throw stopped
                    ? new BackupNotProven("Interrupted. No backup was made; older ones are as they were.")
                    : failed;
        } catch (IOException failed) {
            throw new BackupNotProven("The backup cannot be written to " + directory.folder() + ": "
                    + failed.getMessage() + ". Older ones are as they were.");
        } finally {
            session = null;
        }
    }

    private Backup take(BackupSession open) throws IOException {
        ServerFacts facts = open.facts();
        try (DumpTool tool = DumpToolSearch.find(facts.major(), directory.folder(), progress)) {
            running = tool;
            progress.accept("Backing up " + url.address() + ", PostgreSQL " + facts.version() + ", with "
                    + tool.origin() + ".");
            Path archive = directory.next(Instant.now());
            Path part = BackupDirectory.part(archive);
            Path manifestPart = BackupDirectory.part(ManifestFile.of(archive));
            try {
                Manifest manifest = write(open, facts, tool, archive, part);
                Files.writeString(manifestPart, ManifestFile.text(manifest), StandardOpenOption.TRUNCATE_EXISTING);
                return publish(archive, part, manifestPart);
            } finally {
                Files.deleteIfExists(part);
                Files.deleteIfExists(manifestPart);
            }
        } finally {
            running = null;
        }
    }

    private Manifest write(BackupSession open, ServerFacts facts, DumpTool tool, Path archive, Path part)
            throws IOException {
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String snapshot = open.exportSnapshot();
        DumpRun dump =
                DumpRun.begin(() -> tool.dump(url, Optional.of(snapshot), compression, part, new DumpLines(progress)));
        Contents contents;
        try {
            contents = open.contents();
        } catch (RuntimeException failed) {
            tool.stop();
            dump.awaitSilently();
            throw failed;
        }
        dump.await();
        PlainFile.sync(part);
        Contents whole = contents.until(open.sequences());
        Instant end = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new Manifest(
                Manifest.FORMAT,
                new Manifest.Archive(String.valueOf(archive.getFileName()), PlainFile.sha256(part), Files.size(part)),
                new Manifest.Source(
                        url.database(),
                        facts.version(),
                        facts.systemIdentifier().orElse(""),
                        url.address()),
                tool.origin(),
                start.toString(),
                end.toString(),
                whole,
                "");
    }

    /** The manifest comes last: an archive without one is no backup. */
    private Backup publish(Path archive, Path part, Path manifestPart) throws IOException {
        PlainFile.sync(manifestPart);
        Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
        Files.move(manifestPart, ManifestFile.of(archive), StandardCopyOption.ATOMIC_MOVE);
        PlainFile.sync(directory.folder());
        Backup backup = Backup.proven(archive);
        List<Path> deleted = new Retention(directory).apply(backup);
        deleted.forEach(old -> progress.accept("Deleted " + old + ": the newest " + Retention.KEPT + " are kept."));
        return backup;
    }

    /** End a backup from another thread. */
    public void stop() {
        stopped = true;
        Optional.ofNullable(running).ifPresent(DumpTool::stop);
        Optional.ofNullable(session).ifPresent(BackupSession::abort);
    }
}
