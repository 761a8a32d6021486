package io.replyx.verify.jupiter;

import io.replyx.verify.archive.DrillEvidence;
import io.replyx.verify.archive.DrilledSearch;
import io.replyx.verify.archive.RestoreDrill;
import io.replyx.verify.archive.likeness.Likeness;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.database.Server;
import io.replyx.verify.evidence.Awaited;
import io.replyx.verify.evidence.BackgroundThread;
import io.replyx.verify.evidence.ChainEvidence;
import io.replyx.verify.evidence.ChainWalk;
import io.replyx.verify.evidence.FixtureRows;
import io.replyx.verify.evidence.MeasurementFailed;
import io.replyx.verify.evidence.Milestones;
import io.replyx.verify.evidence.NearestNeighbours;
import io.replyx.verify.evidence.PhaseClock;
import io.replyx.verify.evidence.ProductionSize;
import io.replyx.verify.evidence.StepEvidence;
import io.replyx.verify.evidence.StepWatch;
import io.replyx.verify.evidence.Workbench;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Version;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/** The chain on a disposable server; every measurement is made once, when a specification first asks for it. */
public final class Rehearsal implements AutoCloseable {
    private final Subject subject;
    private final PhaseClock clock;
    private final RehearsalDatabases databases;
    private final Workbench bench;
    private final ChainWalk walk;
    private final Optional<Likeness> likeness;
    private final FutureTask<DisposableDatabase> head = new FutureTask<>(this::prepareHead);
    private final FutureTask<DrillEvidence> drill = new FutureTask<>(this::takeDrill);
    private final ExecutorService ahead = BackgroundThread.named("end of the chain");

    private Rehearsal(
            Subject subject,
            PhaseClock clock,
            RehearsalDatabases databases,
            Workbench bench,
            ChainWalk walk,
            Optional<Likeness> likeness) {
        this.likeness = likeness;
        this.subject = subject;
        this.clock = clock;
        this.databases = databases;
        this.bench = bench;
        this.walk = walk;
    }

    /** Begin on a server; what was made there is taken away again when that fails. */
    static Rehearsal begin(Server server, Subject subject, PhaseClock clock, Consumer<String> progress)
            throws SQLException {
        RehearsalDatabases databases = new RehearsalDatabases(server);
        try {
            Workbench bench = bench(databases, subject, new FixtureRows(subject.rows()), clock);
            ChainWalk walk = new ChainWalk(bench, subject.directory(), progress);
            return new Rehearsal(subject, clock, databases, bench, walk, Optional.empty());
        } catch (SQLException | RuntimeException failure) {
            databases.close();
            throw failure;
        }
    }

    /** Begin where a likeness of a database in use stands; it is taken away again when that fails. */
    static Rehearsal like(
            Likeness likeness, Subject subject, List<Migration> pending, PhaseClock clock, Consumer<String> progress)
            throws SQLException {
        try {
            FixtureRows rows = likeness.noRows().isPresent()
                    ? new FixtureRows(subject.rows().resolve("none"))
                    : new FixtureRows(subject.rows())
                            .whereTheyFit(refused -> progress.accept("left out, since they do not fit: " + refused));
            Workbench bench = bench(likeness.databases(), subject, rows, clock);
            ChainWalk walk = ChainWalk.from(
                    likeness.database(), bench, subject.directory().only(pending), progress);
            return new Rehearsal(subject, clock, likeness.databases(), bench, walk, Optional.of(likeness));
        } catch (SQLException | RuntimeException failure) {
            likeness.databases().close();
            throw failure;
        }
    }

    /**
     * Begin where a sound chain stands before a version.
     *
     * @param changed the subject from that version on; what it has before is passed over
     * @param descends whether the whole chain goes down and up as well
     * @param watch looks on, and says when enough is known
     */
    public static Rehearsal from(
            Milestones milestones, Version first, Subject changed, boolean descends, StepWatch watch) {
        PhaseClock clock = new PhaseClock();
        RehearsalDatabases databases = milestones.databases().part();
        Workbench bench = bench(databases, changed, new FixtureRows(changed.rows()), clock);
        ChainWalk walk = milestones.walk(first, bench, databases, changed.directory(), descends, watch);
        return new Rehearsal(changed, clock, databases, bench, walk, Optional.empty());
    }

    private static Workbench bench(RehearsalDatabases databases, Subject subject, FixtureRows rows, PhaseClock clock) {
        return new Workbench(databases, subject.directory(), rows, clock, subject.hasApprovedLocks());
    }

    /** The subject that is rehearsed. */
    public Subject subject() {
        return subject;
    }

    /** Why no rows are in place; empty where some are. */
    public Optional<String> noRows() {
        return likeness.isPresent()
                ? likeness.get().noRows()
                : Optional.of("the subject has no fixtures/data, so that there are no rows to lose")
                        .filter(reason -> !new FixtureRows(subject.rows()).exist());
    }

    /** The database in use that the rehearsal takes after, where it does not begin with nothing. */
    Optional<Likeness> likeness() {
        return likeness;
    }

    /** The likeness of a database in use, as it is before the first pending version. */
    DisposableDatabase before() throws SQLException {
        return bench.clone(likeness.orElseThrow().database(), "before");
    }

    /** What each version did; ends the check as not verified when an earlier version does not apply. */
    StepEvidence evidence(Migration migration) {
        return known(migration)
                .orElseThrow(() -> Check.notVerified("version "
                        + blockedBy().map(m -> m.version().toString()).orElse("?")
                        + " does not apply (MIG-004), so that there is nothing to apply this version to"));
    }

    /** What the version before did, where it is one of those that are rehearsed or is known otherwise. */
    Optional<StepEvidence> evidenceBefore(Migration migration) {
        return subject.directory().migrations().stream()
                .filter(other -> other.version().compareTo(migration.version()) < 0)
                .reduce((first, second) -> second)
                .flatMap(before -> known(before).or(() -> walk.earlier(before.version())));
    }

    private Optional<StepEvidence> known(Migration migration) {
        try {
            return walk.step(migration.version());
        } catch (SQLException failed) {
            throw new MeasurementFailed("cannot rehearse version " + migration.version(), failed);
        }
    }

    /** Begin what takes long before anything of it is asked for. */
    void beginAhead() {
        walk.begin();
        ahead.execute(() -> {
            head.run();
            if (noRows().isEmpty() && isWalkedToItsEnd()) {
                drill.run();
            }
        });
    }

    private boolean isWalkedToItsEnd() {
        try {
            return blockedBy().isEmpty();
        } catch (MeasurementFailed told) {
            // To whoever asks for something of the walk.
            return false;
        }
    }

    /** What the versions did, as far as the chain can be walked. */
    public List<StepEvidence> steps() {
        subject.directory().head().ifPresent(this::evidence);
        try {
            return walk.steps();
        } catch (SQLException failed) {
            throw new MeasurementFailed("cannot rehearse every version", failed);
        }
    }

    boolean hasApplied(Migration migration) {
        return walk.knownSteps().stream()
                .anyMatch(step ->
                        step.migration().equals(migration) && step.applied().isPresent());
    }

    /** The version that does not apply, so that the chain ends before it. */
    public Optional<Migration> blockedBy() {
        try {
            return walk.blockedBy();
        } catch (SQLException failed) {
            throw new MeasurementFailed("cannot walk up the chain", failed);
        }
    }

    /** What is there at the end of the chain, or before the version that blocks it. */
    public StepEvidence.Before atTop() {
        try {
            return walk.atTop();
        } catch (SQLException failed) {
            throw new MeasurementFailed("cannot walk up the chain", failed);
        }
    }

    /** What the whole chain does from head down to nothing and up again. */
    public ChainEvidence chain() {
        try {
            return walk.chain();
        } catch (SQLException failed) {
            throw new MeasurementFailed("cannot take the whole chain down and up", failed);
        }
    }

    /**
     * What came back when the database at the end of the chain was dumped, destroyed and restored.
     *
     * @throws io.replyx.verify.database.NoUsableDatabase when there are no programs to do that with
     */
    public DrillEvidence drill() {
        drill.run();
        try {
            return Awaited.result(drill);
        } catch (SQLException failed) {
            throw new MeasurementFailed("cannot look at the database before and after a restore", failed);
        }
    }

    private DrillEvidence takeDrill() throws SQLException {
        DisposableDatabase top = walk.top();
        return clock.time("dump and restore", () -> new RestoreDrill(databases, drilled()).of(top, walk.topCatalog()));
    }

    private List<DrilledSearch> drilled() {
        return searches().stream()
                .map(search -> new DrilledSearch(
                        search.name(),
                        new NearestNeighbours.Query(search.table(), search.column(), search.operator(), search.limit()),
                        search.productionRows()))
                .toList();
    }

    private List<Contract.Search> searches() {
        return subject.contract().map(Contract::searches).orElse(List.of());
    }

    /** The database at the end of the chain, with rows, statistics and production's sizes as the planner sees them. */
    DisposableDatabase head() throws SQLException {
        head.run();
        return Awaited.result(head);
    }

    private DisposableDatabase prepareHead() throws SQLException {
        DisposableDatabase database = bench.clone(walk.top(), "head");
        clock.time("set production sizes", () -> {
            if (likeness.isPresent()) {
                likeness.get().planning().stateIn(database);
                return true;
            }
            ProductionSize.of(database).analyse();
            for (Contract.Search search : searches()) {
                ProductionSize.of(database).rows(search.table(), search.productionRows());
            }
            return true;
        });
        return database;
    }

    @Override
    public void close() {
        walk.close();
        BackgroundThread.end(ahead);
        databases.close();
    }
}
