package io.replyx.verify.operation.deploy;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.Connector;
import io.replyx.verify.database.QueryFailed;
import io.replyx.verify.evidence.Workbench;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.apply.Baseline;
import io.replyx.verify.migration.lock.BlockerWatch;
import io.replyx.verify.migration.lock.MigrationLock;
import io.replyx.verify.migration.lock.SessionLimits;
import io.replyx.verify.migration.lock.WaitLimits;
import io.replyx.verify.operation.Meanwhile;
import io.replyx.verify.operation.Stop;
import io.replyx.verify.operation.backup.Backup;
import io.replyx.verify.operation.backup.Backups;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Refused;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** One deployment at work: one session, which holds the lock on migrations from before the backup to the last step. */
final class DeployRun {
    private static final String APPLICATION = "replyx-verify deploy";
    private static final String AGAIN = " Nothing was touched. Run the command again for a new plan.";

    private final DatabaseUrl url;
    private final Subject subject;
    private final DeployPlan plan;
    private final StepLog log;
    private final WaitLimits waits;
    private final Consumer<String> progress;
    private final Aftermath aftermath;
    private final AppliedVersions versions;
    private volatile @Nullable Backups backups;
    private final Stop stop = new Stop();
    private boolean touched;

    DeployRun(
            DatabaseUrl url,
            Subject subject,
            DeployPlan plan,
            StepLog log,
            WaitLimits waits,
            Consumer<String> progress) {
        this.url = url.withApplicationName(APPLICATION);
        this.subject = subject;
        this.plan = plan;
        this.log = log;
        this.waits = waits;
        this.progress = progress;
        this.versions = new AppliedVersions(subject, waits, this::requireGoing, progress);
        this.aftermath = new Aftermath(this.url, subject, plan, progress);
    }

    DeployResult run() {
        try {
            work();
            return new DeployResult(
                    versions.applied().stream().map(each -> each.version()).toList(), plan.to(), log.outcomes());
        } catch (StepFailed failed) {
            throw aftermath.of(failed, versions, stop.asked(), log.outcomes());
        } catch (SQLException lost) {
            if (!touched) {
                throw new QueryFailed("Deploying to " + plan.address(), lost);
            }
            throw aftermath.of(
                    StepFailed.of("The work on " + plan.address() + " ended: " + lost.getMessage()),
                    versions,
                    stop.asked(),
                    log.outcomes());
        }
    }

    private void work() throws SQLException {
        try (Connection connection = Connector.forProduction().open(url)) {
            stop.cancels(connection);
            progress.accept("taking the lock on migrations");
            // Should the work fail, the lock goes with the session.
            MigrationLock lock = MigrationLock.take(
                    connection, historyTable(connection), plan.request().lockWait());
            SessionLimits limits = SessionLimits.bound(connection, waits);
            requireUnchanged(connection);
            log.take(DeployStep.BACKUP, this::backup);
            requireUnchanged(connection);
            touched = true;
            log.take(DeployStep.EXTENSIONS, () -> install(connection));
            log.take(DeployStep.MIGRATIONS, () -> versions.apply(connection, url, plan));
            Catalog catalog = new CatalogReader(Workbench.BOOKKEEPING).read(connection);
            Inspection inspection = new Inspection(subject, catalog, plan.to());
            log.take(DeployStep.DRIFT, () -> going(inspection::drift));
            log.take(DeployStep.INDEXES, () -> going(inspection::indexes));
            log.take(DeployStep.OPTIMISATION, () -> optimise(connection));
            log.take(DeployStep.STATISTICS, () -> LargestTables.describe(connection));
            limits.close();
            lock.close();
        } finally {
            stop.forget();
        }
    }

    /** Flyway takes its lock by the name of the history, also before it has made one. */
    private String historyTable(Connection connection) throws SQLException {
        if (plan.history().isPresent()) {
            return plan.history().get().table();
        }
        return new Baseline(connection)
                .historyTable()
                .orElseThrow(() -> new Refused("The role has no schema that its search_path leads to, in which "
                        + SchemaHistory.TABLE + " could be made. Nothing was touched."));
    }

    /** Between the plan and this moment a person read and confirmed it, and a backup was taken. */
    private void requireUnchanged(Connection connection) throws SQLException {
        Meanwhile.requireNobody(plan.address(), "the plan was made", plan.history(), SchemaHistory.read(connection));
        if (!new CatalogReader(Workbench.BOOKKEEPING).read(connection).equals(plan.catalog())) {
            throw new Refused("The catalog of " + plan.address() + " has changed since the plan was made." + AGAIN);
        }
    }

    private String backup() {
        Optional<Path> folder = plan.request().backups();
        if (plan.isEmpty()) {
            return "skipped, since nothing is pending";
        }
        if (folder.isEmpty()) {
            return "skipped, as was asked for";
        }
        Backups taking = new Backups(url, folder.get(), progress);
        backups = taking;
        try {
            Backup backup = taking.take();
            aftermath.backup(backup.archive());
            return backup.archive() + ", "
                    + Disk.mega(backup.manifest().archive().bytes());
        } finally {
            backups = null;
        }
    }

    private String install(Connection connection) throws SQLException {
        requireGoing();
        for (DeployPlan.Install install : plan.installs()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(install.statement());
                aftermath.installed(install.extension());
            } catch (SQLException refused) {
                throw StepFailed.of(install.statement() + " failed: " + refused.getMessage());
            }
        }
        return ExtensionWords.of(plan, subject, "installed");
    }

    private String optimise(Connection connection) throws SQLException {
        requireGoing();
        int process = connection.unwrap(PGConnection.class).getBackendPID();
        return new Optimisation(connection, plan.database(), subject, waits)
                .run(() -> BlockerWatch.on(Connector.forProduction().dataSource(url), process));
    }

    private String going(Supplier<String> step) {
        requireGoing();
        return step.get();
    }

    private void requireGoing() {
        if (stop.asked()) {
            throw StepFailed.of("Interrupted");
        }
    }

    void stop() {
        stop.ask();
        Optional.ofNullable(backups).ifPresent(Backups::stop);
    }
}
