package io.replyx.verify.evidence;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.evidence.use.Use;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.Notices;
import io.replyx.verify.migration.ScriptFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** Goes up the chain from a position, and hands on what each version did together with the way to take it back. */
final class WayUp {
    private static final int WAYS_BACK = 3;

    private final Workbench bench;
    private final MigrationDirectory directory;
    private final BiConsumer<StepEvidence, Optional<WayBack>> next;
    private final BooleanSupplier closing;
    private final boolean goesOn;
    private final StepWatch watch;
    private final List<StepEvidence> steps = new ArrayList<>();
    private final Deque<WayBack> underWay = new ArrayDeque<>();

    /** @param goesOn whether anything comes after the last version, so that its rows have to be in place */
    WayUp(
            Workbench bench,
            MigrationDirectory directory,
            BiConsumer<StepEvidence, Optional<WayBack>> next,
            BooleanSupplier closing,
            boolean goesOn,
            StepWatch watch) {
        this.watch = watch;
        this.bench = bench;
        this.directory = directory;
        this.next = next;
        this.closing = closing;
        this.goesOn = goesOn;
    }

    /** What the versions did on the way up; nothing of the ways back. */
    List<StepEvidence> steps() {
        return List.copyOf(steps);
    }

    /** Go up as far as the versions apply. */
    Position from(Position start) throws SQLException {
        Position position = start;
        for (Migration migration : directory.migrations()) {
            if (closing.getAsBoolean() || position.blockedBy().isPresent()) {
                break;
            }
            position = step(migration, position);
        }
        return position;
    }

    private Position step(Migration migration, Position from) throws SQLException {
        Optional<StepWatch.Passed> passed = watch.passed(migration, from.state());
        if (passed.isPresent()) {
            return pass(migration, passed.get(), from);
        }
        Optional<StepWatch.Known> known = watch.known(migration);
        if (known.isPresent()) {
            StepEvidence step = known.get().up().of(migration);
            hand(step, wayBack(step, from, known.get().applied()));
            return from.blocked(migration);
        }
        DisposableDatabase work = bench.clone(from.database(), "v" + migration.version());
        Notices notices = new Notices();
        Optional<ScriptFailure> failure = bench.apply(work, migration, notices);
        if (failure.isPresent()) {
            work.close();
            return stopped(migration, failure.get(), from);
        }
        StepEvidence step = observe(migration, from, work, notices);
        if (watch.enoughApplied(step)) {
            watch.leftApplied(step, work);
            hand(step, Optional.empty());
            return from.blocked(migration);
        }
        if (migration.undo().isEmpty()) {
            step = step.used(Optional.of(use(work)));
        }
        Optional<WayBack> back = wayBack(step, from, work);
        hand(step, back);
        Position reached = reached(step, from, work);
        if (back.isEmpty()) {
            from.database().close();
        }
        return reached;
    }

    private Position pass(Migration migration, StepWatch.Passed passed, Position from) throws SQLException {
        // Nobody asks any more how the database was that the walk came to, but where it began is another's.
        DisposableDatabase work =
                steps.isEmpty() ? bench.clone(from.database(), "v" + migration.version()) : from.database();
        Optional<ScriptFailure> failure = bench.apply(work, migration);
        if (failure.isPresent()) {
            return stopped(migration, failure.get(), from);
        }
        bench.load(work, migration.version());
        hand(passed.step(), Optional.empty());
        return passed.after().isPresent() ? from.on(work).at(passed.after().get()) : Position.on(work, bench);
    }

    private Position stopped(Migration migration, ScriptFailure failure, Position from) {
        hand(StepEvidence.up(migration, from, ApplyEvidence.failed(failure)), Optional.empty());
        return from.blocked(migration);
    }

    private StepEvidence observe(Migration migration, Position from, DisposableDatabase work, Notices notices)
            throws SQLException {
        try (Observer observer = bench.observe(work)) {
            Observer.Seen<RowChanges> applied = observer.changes(from.database(), from.rows());
            List<SequenceMove> moved = observer.moved(from.sequences());
            return StepEvidence.up(migration, from, ApplyEvidence.of(applied, moved, notices.heard()));
        }
    }

    /** Where there is no way back on which to do it, on a copy, since it moves sequences. */
    private Use use(DisposableDatabase work) throws SQLException {
        try (DisposableDatabase copy = bench.clone(work, "use");
                Connection owner = copy.open()) {
            return bench.use(owner);
        }
    }

    /** A few ways back at a time: else a long chain would gather databases faster than they are dropped. */
    private Optional<WayBack> wayBack(StepEvidence step, Position from, DisposableDatabase work) throws SQLException {
        if (step.migration().undo().isEmpty()) {
            return Optional.empty();
        }
        while (underWay.size() >= WAYS_BACK) {
            underWay.remove().awaitEnd();
        }
        DisposableDatabase copy = bench.clone(work, "u" + step.migration().version());
        WayBack back = new WayBack(bench, step.migration(), from, copy, watch);
        underWay.add(back);
        return Optional.of(back);
    }

    private void hand(StepEvidence step, Optional<WayBack> back) {
        steps.add(step);
        next.accept(step, back);
    }

    private Position reached(StepEvidence step, Position from, DisposableDatabase database) throws SQLException {
        if (!goesOn && directory.head().filter(step.migration()::equals).isPresent()) {
            return new Position(
                    database, step.applied().orElseThrow(), from.rows(), from.sequences(), Optional.empty());
        }
        boolean loaded = bench.load(database, step.migration().version());
        Catalog applied = step.applied().orElseThrow();
        // What was found kept, byte for byte, need not be read again, unless there is more to read now.
        boolean same = step.byApply().touched().isEmpty()
                && !loaded
                && applied.columns().equals(from.catalog().columns());
        try (Observer observer = bench.observe(database)) {
            DataFingerprint rows = same ? from.rows() : observer.rows();
            return new Position(database, applied, rows, observer.sequences(), Optional.empty());
        }
    }
}
