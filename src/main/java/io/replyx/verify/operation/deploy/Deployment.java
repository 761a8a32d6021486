package io.replyx.verify.operation.deploy;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.QueryFailed;
import io.replyx.verify.database.ReadLimits;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.migration.lock.WaitLimits;
import io.replyx.verify.settings.DatabaseUrl;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Deploys pending versions to a database in use, in eight steps.
 *
 * <pre>{@code
 * Deployment deployment = new Deployment(url, subject, System.out::println);
 * DeployPlan plan = deployment.plan(request);
 * DeployResult result = deployment.run(plan);
 * }</pre>
 *
 * <p>Planning is the first step: it reads and refuses, and nothing is touched. The others run over one session that holds
 * Flyway's lock. When one fails, the versions that were applied are taken back if nothing is lost by that; otherwise the
 * database stays where it is, and the failure says where that is and what can be done.
 */
public final class Deployment {
    private final DatabaseUrl url;
    private final Subject subject;
    private final Consumer<String> progress;
    private final ReadLimits limits;
    private final WaitLimits waits;
    private final StepLog log;
    private volatile @Nullable DeployRun running;

    /**
     * Prepare to deploy; nothing is connected to yet.
     *
     * @param url the database, as the role that owns what the scripts change
     * @param subject the scripts, and what is approved and agreed
     * @param progress is told what goes on, and of each step how long it took and what it came to
     */
    public Deployment(DatabaseUrl url, Subject subject, Consumer<String> progress) {
        this(url, subject, progress, WaitLimits.STANDARD);
    }

    /** The same with other bounds on waiting and working. */
    public Deployment(DatabaseUrl url, Subject subject, Consumer<String> progress, WaitLimits waits) {
        this.url = url;
        this.subject = subject;
        this.progress = progress;
        this.limits = ReadLimits.standard();
        this.waits = waits;
        this.log = new StepLog(progress);
    }

    /**
     * Look at the database, read-only, and at the scripts, and say what would be done.
     *
     * @throws io.replyx.verify.settings.Refused when a check speaks against it
     * @throws io.replyx.verify.database.NoUsableDatabase when the database cannot be read
     */
    public DeployPlan plan(DeployRequest request) {
        List<DeployPlan> plans = new ArrayList<>();
        try (ReadOnlyDatabase database = new ReadOnlyDatabase(url, limits)) {
            log.take(DeployStep.CONNECTION, () -> {
                DeployPlanner.Checked checked = new DeployPlanner(url, subject).plan(database, request);
                plans.add(checked.plan());
                return checked.outcome();
            });
        } catch (SQLException failed) {
            throw new QueryFailed("Planning the deployment to " + url.address(), failed);
        }
        return plans.get(0);
    }

    /** Go through the steps of a plan without writing anything: each says what it would do, or does what only reads. */
    public List<StepOutcome> rehearse(DeployPlan plan) {
        Catalog catalog = plan.catalog();
        try (ReadOnlyDatabase database = new ReadOnlyDatabase(url, limits)) {
            log.take(DeployStep.BACKUP, () -> backupWords(plan));
            log.take(DeployStep.EXTENSIONS, () -> ExtensionWords.of(plan, subject, "would be installed"));
            log.take(DeployStep.MIGRATIONS, () -> pendingWords(plan));
            log.take(DeployStep.DRIFT, () -> "none before the deployment");
            CriticalIndexes due = new CriticalIndexes(subject, plan.from());
            List<String> faults = due.faults(catalog);
            log.take(
                    DeployStep.INDEXES,
                    () -> due.count() + " due before the deployment"
                            + faults.stream().map(fault -> "\n  " + fault).collect(Collectors.joining()) + ", "
                            + new CriticalIndexes(subject, plan.to()).count() + " after it");
            log.take(
                    DeployStep.OPTIMISATION,
                    () -> "would run"
                            + Optimisation.statements(plan.database(), subject).stream()
                                    .map(sql -> "\n  " + sql + ";")
                                    .collect(Collectors.joining())
                            + "\n  and ANALYZE every table that never was");
            log.take(DeployStep.STATISTICS, () -> database.read(LargestTables::describe));
        } catch (SQLException failed) {
            throw new QueryFailed("Reading " + url.address(), failed);
        }
        return log.outcomes();
    }

    private static String backupWords(DeployPlan plan) {
        return plan.isEmpty()
                ? "none, since nothing is pending"
                : plan.request()
                        .backups()
                        .map(folder -> "would be taken into " + folder)
                        .orElse("none, as was asked for");
    }

    private static String pendingWords(DeployPlan plan) {
        return plan.pending().isEmpty()
                ? "nothing is pending"
                : "would apply version "
                        + plan.pending().stream()
                                .map(migration -> migration.version().toString())
                                .collect(Collectors.joining(", "))
                        + plan.leftovers().stream()
                                .map(left -> "\n  " + left.statement() + ";")
                                .collect(Collectors.joining());
    }

    /**
     * Do what a plan says.
     *
     * @throws io.replyx.verify.settings.Refused when the database has changed since the plan was made; nothing was touched
     * @throws io.replyx.verify.migration.lock.LockHeld when somebody else is migrating the database; nothing was touched
     * @throws io.replyx.verify.operation.backup.BackupNotProven when the backup failed; nothing was touched
     * @throws DeployStopped when a later step failed: it says where the database is
     */
    public DeployResult run(DeployPlan plan) {
        DeployRun run = new DeployRun(url, subject, plan, log, waits, progress);
        running = run;
        try {
            return run.run();
        } finally {
            running = null;
        }
    }

    /** End a run from another thread: the statement at work is cancelled, and no further step is taken. */
    public void stop() {
        Optional.ofNullable(running).ifPresent(DeployRun::stop);
    }
}
