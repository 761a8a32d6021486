package io.replyx.verify.evidence;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.evidence.use.Use;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Notices;
import io.replyx.verify.migration.ScriptFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Takes one version back on a database of its own, applies it again and takes it back once more; then drops it and the one before it. */
final class WayBack {
    private final Workbench bench;
    private final Migration migration;
    private final Position before;
    private final DisposableDatabase database;
    private final StepWatch watch;
    private Optional<Use> used = Optional.empty();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    /**
     * Prepare to take a version back.
     *
     * @param before the database from before the version, which nobody else needs any more
     * @param database a database at the version
     */
    WayBack(Workbench bench, Migration migration, Position before, DisposableDatabase database, StepWatch watch) {
        this.watch = watch;
        this.bench = bench;
        this.migration = migration;
        this.before = before;
        this.database = database;
    }

    /** What a version did, with what the way back did. */
    StepEvidence go(StepEvidence up) throws SQLException {
        try (OpenedWhenAsked user = new OpenedWhenAsked(database::open)) {
            UndoEvidence undone = undo(up, user);
            return up.used(used).with(undone);
        } finally {
            database.close();
            before.database().close();
            ended.complete(true);
        }
    }

    /** Wait until both databases are gone. */
    void awaitEnd() throws SQLException {
        Awaited.result(ended);
    }

    private UndoEvidence undo(StepEvidence up, OpenedWhenAsked user) throws SQLException {
        try (Observer observer = bench.observe(database)) {
            Notices notices = new Notices();
            StoredData stored = observer.stored();
            Optional<ScriptFailure> failure = bench.undo(database, migration, notices);
            if (failure.isPresent()) {
                return UndoEvidence.failed(failure.get());
            }
            Observer.Seen<RowChanges> restored = observer.changedBytes(before.database(), before.rows());
            List<LostData> gone = stored.goneFrom(observer.stored());
            List<SequenceMove> moved = observer.moved(before.sequences());
            List<StaleView> stale = observer.stale(before, restored.catalog());
            UndoEvidence once = UndoEvidence.once(restored, stale, gone, moved, notices.heard());
            watch.undone(up, database);
            if (watch.enoughUndone(up, restored.catalog(), restored.rows())) {
                return once;
            }
            if (restored.rows().equals(RowChanges.NONE)) {
                // The version has been applied to these very rows, and from here on nobody looks at them.
                observer.thinOut();
            }
            return once.and(again(observer, user));
        }
    }

    private UndoEvidence.Again again(Observer observer, OpenedWhenAsked user) throws SQLException {
        Optional<ScriptFailure> failure = bench.apply(database, migration);
        if (failure.isPresent()) {
            return UndoEvidence.Again.failed(failure.get());
        }
        Catalog reapplied = observer.catalog();
        // What is used leaves sequences moved, so that it comes last on both sides.
        used = Optional.of(bench.use(user.connection()));
        Optional<ScriptFailure> second = bench.undo(database, migration);
        if (second.isPresent()) {
            return UndoEvidence.Again.notUndone(reapplied, second.get());
        }
        Use left = bench.use(user.connection());
        return UndoEvidence.Again.undone(reapplied, left, bench.stepLocks(database, migration));
    }
}
