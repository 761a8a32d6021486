package io.replyx.verify.evidence;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.Version;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The databases of a sound chain before and after each version, with their rows, where walks of changed chains begin. */
public final class Milestones implements AutoCloseable {
    private final RehearsalDatabases databases;
    private final TreeMap<Version, Position> before = new TreeMap<>();
    private final TreeMap<Version, DisposableDatabase> applied = new TreeMap<>();
    private Position top;

    private Milestones(RehearsalDatabases databases, Position bottom) {
        this.databases = databases;
        this.top = bottom;
    }

    /**
     * Go up a sound chain once and keep the database of every version.
     *
     * @param databases where they are made; closed with the milestones
     */
    public static Milestones along(RehearsalDatabases databases, MigrationDirectory directory, FixtureRows rows)
            throws SQLException {
        Workbench bench = new Workbench(databases, directory, rows, new PhaseClock());
        Milestones milestones = new Milestones(databases, Position.on(bench.empty(), bench));
        for (Migration migration : directory.migrations()) {
            milestones.pass(migration, bench);
        }
        return milestones;
    }

    private void pass(Migration migration, Workbench bench) throws SQLException {
        before.put(migration.version(), top);
        DisposableDatabase next = bench.clone(top.database(), "at" + migration.version());
        Optional<ScriptFailure> failure = bench.apply(next, migration);
        if (failure.isPresent()) {
            throw new MeasurementFailed(
                    "a chain that was sound does not apply",
                    new IllegalStateException(failure.get().describe()));
        }
        applied.put(migration.version(), bench.clone(next, "applied" + migration.version()));
        bench.load(next, migration.version());
        top = Position.on(next, bench);
    }

    /** Where the databases are. */
    public RehearsalDatabases databases() {
        return databases;
    }

    /** The database before a version, to be cloned and not to be changed. */
    public DisposableDatabase before(Version version) {
        return position(version).database();
    }

    /** The database right after a version, before the rows that come with it, to be cloned and not to be changed. */
    public Optional<DisposableDatabase> applied(Version version) {
        return Optional.ofNullable(applied.get(version));
    }

    /** What is there after a version with its rows, if before it is there what another chain came to. */
    public Optional<StepEvidence.Before> after(Version version, StepEvidence.Before from) {
        Map.Entry<Version, Position> next = before.higherEntry(version);
        return Optional.ofNullable(before.get(version))
                .filter(position -> position.state().equals(from))
                .map(position -> next == null ? top : next.getValue())
                .map(Position::state);
    }

    /** What is there after the last version. */
    public StepEvidence.Before atTop() {
        return top.state();
    }

    /** The database after the last version. */
    public DisposableDatabase top() {
        return top.database();
    }

    /** A walk that begins before a version, on databases of a part. */
    public ChainWalk walk(
            Version first,
            Workbench bench,
            RehearsalDatabases part,
            MigrationDirectory changed,
            boolean descends,
            StepWatch watch) {
        Position at = position(first);
        return new ChainWalk(
                bench, changed.from(first), line -> {}, at.on(part.borrow(at.database())), descends, "", watch);
    }

    /** The locks that the scripts of versions take on their way up from a version, and down again. */
    public List<LockFootprint> locks(Version first, Version last, MigrationDirectory changed) throws SQLException {
        try (RehearsalDatabases part = databases.part()) {
            Workbench bench =
                    new Workbench(part, changed, new FixtureRows(changed.root().resolve("none")), new PhaseClock());
            DisposableDatabase database = bench.clone(before(first), "locks");
            List<Migration> versions =
                    new ArrayList<>(changed.upTo(last).from(first).migrations());
            List<LockFootprint> locks = new ArrayList<>();
            for (Migration migration : versions) {
                locks.add(bench.locks(database, migration.apply()));
            }
            Collections.reverse(versions);
            for (Migration migration : versions) {
                if (migration.undo().isPresent()) {
                    locks.add(bench.locks(database, migration.undo().get()));
                }
            }
            return locks;
        }
    }

    private Position position(Version version) {
        Position position = before.get(version);
        if (position == null) {
            throw new IllegalArgumentException("no version " + version + " in the sound chain");
        }
        return position;
    }

    @Override
    public void close() {
        databases.close();
    }
}
