package io.replyx.verify.operation;

import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.NoUsableDatabase;
import io.replyx.verify.database.ReadLimits;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.database.Server;
import io.replyx.verify.evidence.FixtureRows;
import io.replyx.verify.evidence.LockTrace;
import io.replyx.verify.evidence.PhaseClock;
import io.replyx.verify.evidence.Workbench;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Refused;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes versions of a database in use back, whoever deployed them with Flyway.
 *
 * <pre>{@code
 * Rollback rollback = new Rollback(url, subject, System.out::println);
 * RollbackPlan plan = rollback.plan(RollbackRequest.last());
 * RollbackResult result = rollback.run(plan);
 * }</pre>
 *
 * <p>Each version is taken back in one transaction that holds the undo script, its row in Flyway's history and the proof
 * that the database then has the catalog which was approved for the version below. A script that cannot be in a
 * transaction runs statement by statement, and can be run again after any interruption.
 */
public final class Rollback {
    private final DatabaseUrl url;
    private final Subject subject;
    private final Consumer<String> progress;
    private final ReadLimits limits;
    private volatile @Nullable RollbackRun running;

    /**
     * Prepare to take versions back; nothing is connected to yet.
     *
     * @param url the database, as the role that owns what the scripts change
     * @param subject the scripts, and what is approved and agreed
     * @param progress is told what goes on
     */
    public Rollback(DatabaseUrl url, Subject subject, Consumer<String> progress) {
        this(url, subject, progress, ReadLimits.standard());
    }

    /** The same with other limits for what is read while planning. */
    public Rollback(DatabaseUrl url, Subject subject, Consumer<String> progress, ReadLimits limits) {
        this.url = url;
        this.subject = subject;
        this.progress = progress;
        this.limits = limits;
    }

    /**
     * Look at the database, read-only, and at the scripts, and say what would be done.
     *
     * @throws Refused when a check speaks against it
     * @throws NoUsableDatabase when the database cannot be read
     */
    public RollbackPlan plan(RollbackRequest request) {
        try (ReadOnlyDatabase database = new ReadOnlyDatabase(url, limits)) {
            return new RollbackPlanner(url, subject, progress).plan(database, request);
        }
    }

    /**
     * Find out on a disposable server which locks the scripts of a plan take on which tables. The chain is applied up to
     * the version that the database is at, with the subject's rows, and each undo is run; the database itself is not
     * touched.
     */
    public List<LockTrace> rehearse(RollbackPlan plan, Server server) throws SQLException {
        List<Migration> undos =
                plan.undos().stream().map(PlannedUndo::migration).toList();
        List<Migration> inPlace = subject.directory().migrations().stream()
                .filter(migration -> plan.history().has(migration.version()))
                .toList();
        try (RehearsalDatabases databases = new RehearsalDatabases(server)) {
            Workbench bench =
                    new Workbench(databases, subject.directory(), new FixtureRows(subject.rows()), new PhaseClock());
            return bench.traceLocks(inPlace, undos, progress);
        }
    }

    /**
     * Do what a plan says.
     *
     * @throws Refused when data would be lost without consent, or the database has changed since the plan was made;
     *     nothing was touched
     * @throws io.replyx.verify.migration.lock.LockHeld when somebody else is migrating the database; nothing was touched
     * @throws RollbackStopped when it did not come to its end: it says where the database is
     * @throws NoUsableDatabase when the connection cannot be had
     */
    public RollbackResult run(RollbackPlan plan) {
        if (plan.isEmpty()) {
            return new RollbackResult(List.of(), plan.from());
        }
        requireConsent(plan);
        RollbackRun run = new RollbackRun(url, plan, new Approved(subject), progress);
        running = run;
        try {
            return run.run();
        } finally {
            running = null;
        }
    }

    /**
     * Whoever lets a plan lose data has said so.
     *
     * @throws Refused when nobody has; nothing was touched
     */
    public static void requireConsent(RollbackPlan plan) {
        if (plan.losesData() && !plan.request().acceptDataLoss()) {
            throw new Refused("Refused, nothing was touched: data would be lost. Accept that with --accept-data-loss,"
                    + " or save the data first:\n- "
                    + String.join(
                            "\n- ",
                            plan.undos().stream()
                                    .flatMap(undo -> undo.losses().stream()
                                            .filter(loss -> !loss.isNone())
                                            .map(loss -> "version "
                                                    + undo.migration().version() + ": " + loss.describe()))
                                    .toList()));
        }
    }

    /** End a run from another thread: the statement at work is cancelled, and no further version is taken back. */
    public void stop() {
        Optional.ofNullable(running).ifPresent(RollbackRun::stop);
    }
}
