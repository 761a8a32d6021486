package io.replyx.verify.operation.backup;

import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.DumpTool;
import io.replyx.verify.database.DumpToolSearch;
import io.replyx.verify.operation.LeftScratch;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExpectedFailure;
import io.replyx.verify.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Restores a backup into a database of its own on the target's server, proves it there, and only then lets it take the
 * target's place.
 *
 * <pre>{@code
 * try (Restore restore = new Restore(url, paths, subject, System.out::println)) {
 *     Proof proof = restore.prove(Path.of("backups/backup_20261124_120000.dump"), false);
 *     restore.replaceTarget(proof, false);
 * }
 * }</pre>
 */
public final class Restore implements AutoCloseable {
    private final DatabaseUrl target;
    private final String name = LeftScratch.newName();
    private final ScratchProof proof;
    private final RestoreStop stop;
    private final Consumer<String> progress;
    private @Nullable BoundedSession beside;
    private @Nullable DumpTool tool;
    private @Nullable Scratch scratch;

    /**
     * Prepare to restore; nothing is connected to yet.
     *
     * @param target the database that is to be as it was, as a role that owns it and may make databases; it need not be
     *     there
     * @param paths where the subject is
     * @param subject whose specifications must hold
     * @param progress is told what goes on
     */
    public Restore(DatabaseUrl target, Settings.Paths paths, Subject subject, Consumer<String> progress) {
        this.target = target.withApplicationName(LeftScratch.application(name));
        this.proof = new ScratchProof(this.target, paths, subject, progress);
        this.stop = new RestoreStop(this.target, name);
        this.progress = progress;
    }

    /**
     * Prove a backup: its bytes, a restore of it into a scratch database, what is in there, and the specifications.
     *
     * @param acceptBrokenRules whether rules that are broken there are told and do not count
     * @throws BackupNotProven when anything does not agree; the target is as it was, and the scratch database is gone
     * @throws io.replyx.verify.settings.Refused when a pooler of transactions stands before the server
     */
    public Proof prove(Path archive, boolean acceptBrokenRules) {
        long start = System.nanoTime();
        progress.accept("Checking " + archive + " against its manifest.");
        Backup backup = Backup.proven(archive.toAbsolutePath().normalize());
        BoundedSession.requireDirectBeside(target);
        try {
            stop.requireGoing();
            BoundedSession session = BoundedSession.beside(target);
            beside = session;
            stop.cancels(session);
            session.leftScratch().forEach(left -> progress.accept(LeftScratch.describe(left)));
            Scratch filled = fill(backup, session);
            stop.requireGoing();
            proof.compare(backup, filled);
            stop.requireGoing();
            long rules = proof.verify(filled, acceptBrokenRules);
            stop.requireGoing();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new Proof(backup, took, rules, proof.notes(), WrittenSince.read(target, backup.manifest()));
        } catch (RuntimeException failed) {
            close();
            throw explained(backup, failed);
        }
    }

    private RuntimeException explained(Backup backup, RuntimeException failed) {
        if (stop.asked()) {
            return stop.interrupted();
        }
        if (failed instanceof ExpectedFailure && !(failed instanceof BackupNotProven)) {
            return new BackupNotProven(backup.archive() + " could not be restored into a scratch database: "
                    + failed.getMessage() + "\n" + target.address() + " was not touched.");
        }
        return failed;
    }

    private Scratch fill(Backup backup, BoundedSession session) {
        int major = Integer.parseInt(
                session.strings("select pg_catalog.current_setting('server_version_num')::pg_catalog.int4 / 10000")
                        .get(0));
        DumpTool found = DumpToolSearch.find(
                major, Objects.requireNonNull(backup.archive().getParent()), progress);
        tool = found;
        stop.stops(found);
        Scratch made = new Scratch(target.withDatabase(name), session);
        scratch = made;
        made.create(backup.manifest());
        progress.accept("Restoring into " + name + ", with " + found.origin() + ".");
        made.fill(backup, found, progress, stop::requireGoing);
        return made;
    }

    /**
     * Let the restored database take the target's place; the target stays under another name.
     *
     * @param disconnect whether sessions on the target are ended
     * @return the name that the old database has now, empty where there was none
     * @throws io.replyx.verify.settings.Refused when there are sessions on the target; nothing was touched
     */
    public Optional<String> replaceTarget(boolean disconnect) {
        BoundedSession session = Objects.requireNonNull(beside, "prove comes first");
        Scratch filled = Objects.requireNonNull(scratch, "prove comes first");
        stop.requireGoing();
        Optional<String> old = new TargetSwap(session, target).with(filled.url().database(), disconnect);
        scratch = null;
        return old;
    }

    /**
     * Restore over the target itself, in one transaction; what came to it after the backup and is not in the way stays.
     *
     * @throws BackupNotProven when it fails, and the target is as it was, or when it then is not as the manifest says
     */
    public void cleanInPlace(Proof proof, boolean disconnect) {
        BoundedSession session = Objects.requireNonNull(beside, "prove comes first");
        DumpTool found = Objects.requireNonNull(tool, "prove comes first");
        new TargetSwap(session, target).requireAlone(disconnect);
        try {
            stop.requireGoing();
            new InPlace(target, found, progress).restore(proof.backup());
        } catch (RuntimeException failed) {
            throw stop.asked() ? stop.interrupted() : failed;
        }
    }

    /** End it from another thread. */
    public void stop() {
        stop.ask();
    }

    @Override
    public void close() {
        try {
            Optional.ofNullable(tool).ifPresent(DumpTool::close);
        } finally {
            Optional.ofNullable(scratch).ifPresent(Scratch::drop);
            Optional.ofNullable(beside).ifPresent(BoundedSession::close);
            tool = null;
            scratch = null;
            beside = null;
        }
    }
}
