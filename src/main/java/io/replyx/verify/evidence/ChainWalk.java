package io.replyx.verify.evidence;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.evidence.StepEvidence.UndoEvidence;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.Version;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Walks up the chain once, version by version, each from a clone of the database that a sound chain would have there, so
 * that a broken version does not spoil what is said of the next.
 */
public final class ChainWalk {
    private final Workbench bench;
    private final MigrationDirectory directory;
    private final Consumer<String> progress;
    private final Map<Version, StepEvidence> steps = new LinkedHashMap<>();
    private Position position;

    /** Stand before the first version, on an empty database. */
    public ChainWalk(Workbench bench, MigrationDirectory directory, Consumer<String> progress) throws SQLException {
        this.bench = bench;
        this.directory = directory;
        this.progress = progress;
        DisposableDatabase empty = bench.empty();
        try (Observer observer = bench.observe(empty)) {
            Observer.Seen<DataFingerprint> nothing = observer.everything();
            this.position = new Position(empty, nothing.catalog(), nothing.rows(), Optional.empty());
        }
    }

    /** Where the walk stands: a database at a version, with its rows, and the version that blocks the way, if one does. */
    private record Position(
            DisposableDatabase database, Catalog catalog, DataFingerprint rows, Optional<Migration> blockedBy) {}

    /** What a version did; empty when an earlier one does not apply, so that there is nothing to apply it to. */
    public Optional<StepEvidence> step(Version version) throws SQLException {
        for (Migration migration : directory.migrations()) {
            if (migration.version().compareTo(version) <= 0
                    && !steps.containsKey(migration.version())
                    && position.blockedBy().isEmpty()) {
                steps.put(migration.version(), walk(migration));
            }
        }
        return Optional.ofNullable(steps.get(version));
    }

    /** The version that does not apply, so that the chain ends before it. */
    public Optional<Migration> blockedBy() {
        return position.blockedBy();
    }

    /** The database at the highest version that the walk can reach, with its rows. */
    public DisposableDatabase top() throws SQLException {
        walkToHead();
        return position.database();
    }

    /** The catalog at the highest version that the walk can reach. */
    public Catalog topCatalog() throws SQLException {
        walkToHead();
        return position.catalog();
    }

    DataFingerprint topRows() throws SQLException {
        walkToHead();
        return position.rows();
    }

    /** What the whole chain does from head down to nothing and up again. */
    public ChainEvidence chain() throws SQLException {
        walkToHead();
        progress.accept("the whole chain down to nothing, and up again");
        return new ChainDescent(bench, this).run();
    }

    /** What each version did, as far as the walk has come. */
    public List<StepEvidence> steps() {
        return List.copyOf(steps.values());
    }

    private void walkToHead() throws SQLException {
        Optional<Migration> head = directory.head();
        if (head.isPresent()) {
            step(head.get().version());
        }
    }

    private StepEvidence walk(Migration migration) throws SQLException {
        long start = System.nanoTime();
        StepEvidence step = attempt(migration);
        long millis = (System.nanoTime() - start) / 1_000_000;
        progress.accept("version " + migration.version() + " " + outcome(step) + " ("
                + String.format(java.util.Locale.ROOT, "%.1f", millis / 1000.0) + " s)");
        return step;
    }

    private static String outcome(StepEvidence step) {
        if (step.applyFailure().isPresent()) {
            return "does not apply";
        }
        return step.undo()
                .map(undo -> undo.failure().isPresent()
                        ? "applied, not undone"
                        : undo.reapplied().isPresent() ? "applied, undone, applied again" : "applied, undone")
                .orElse("applied; no undo script");
    }

    private StepEvidence attempt(Migration migration) throws SQLException {
        Position from = position;
        DisposableDatabase work = bench.clone(from.database(), "v" + migration.version());
        Optional<ScriptFailure> failure = bench.apply(work, migration);
        if (failure.isPresent()) {
            work.close();
            position = new Position(from.database(), from.catalog(), from.rows(), Optional.of(migration));
            return new StepEvidence(
                    migration,
                    from.catalog(),
                    from.rows(),
                    failure,
                    Optional.empty(),
                    RowChanges.NONE,
                    Optional.empty());
        }
        StepEvidence step = thereAndBack(migration, from, work);
        boolean sound = step.byApply().touched().isEmpty()
                && step.undo().filter(undo -> agrees(undo, step)).isPresent();
        moveUp(step, from, work, sound);
        return step;
    }

    private StepEvidence thereAndBack(Migration migration, Position from, DisposableDatabase work) throws SQLException {
        try (Observer observer = bench.observe(work)) {
            Observer.Seen<RowChanges> applied = observer.changes(from.database(), from.rows());
            Optional<UndoEvidence> undo = migration.undo().isPresent()
                    ? Optional.of(undo(migration, from, work, observer))
                    : Optional.empty();
            return new StepEvidence(
                    migration,
                    from.catalog(),
                    from.rows(),
                    Optional.empty(),
                    Optional.of(applied.catalog()),
                    applied.rows(),
                    undo);
        }
    }

    private UndoEvidence undo(Migration migration, Position from, DisposableDatabase work, Observer observer)
            throws SQLException {
        Optional<ScriptFailure> failure = bench.undo(work, migration);
        if (failure.isPresent()) {
            return new UndoEvidence(failure, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
        }
        Observer.Seen<RowChanges> restored = observer.changedBytes(from.database(), from.rows());
        Optional<ScriptFailure> again = bench.apply(work, migration);
        Optional<Catalog> reapplied = again.isPresent() ? Optional.empty() : Optional.of(observer.catalog());
        return new UndoEvidence(
                Optional.empty(),
                Optional.of(restored.catalog()),
                restored.rows().lost(),
                again,
                reapplied);
    }

    private static boolean agrees(UndoEvidence undo, StepEvidence step) {
        Kept kept = Kept.by(step.migration().undo().stream().toList());
        boolean restored = undo.restored()
                .map(catalog -> kept.without(CatalogDiff.between(catalog, step.before())))
                .filter(CatalogDiff::isEmpty)
                .isPresent();
        return restored && undo.lost().isEmpty() && undo.reapplied().equals(step.applied());
    }

    /** Go on from the database that took all three ways when they agreed, and else from one that only went up. */
    private void moveUp(StepEvidence step, Position from, DisposableDatabase work, boolean sound) throws SQLException {
        Migration migration = step.migration();
        DisposableDatabase next = work;
        if (!sound) {
            work.close();
            next = bench.clone(from.database(), "v" + migration.version());
            Optional<ScriptFailure> failure = bench.apply(next, migration);
            if (failure.isPresent()) {
                throw new MeasurementFailed(
                        "version " + migration.version() + " applied once and then not again to the same database",
                        new IllegalStateException(failure.get().describe()));
            }
        }
        boolean loaded = bench.load(next, migration.version());
        Catalog applied = step.applied().orElseThrow();
        // What was found kept, byte for byte, need not be read again, unless there is more to read now.
        boolean same =
                sound && !loaded && applied.columns().equals(from.catalog().columns());
        DataFingerprint rows = same ? from.rows() : rows(next);
        from.database().close();
        position = new Position(next, applied, rows, Optional.empty());
    }

    private DataFingerprint rows(DisposableDatabase database) throws SQLException {
        try (Observer observer = bench.observe(database)) {
            return observer.rows();
        }
    }
}
