package io.replyx.verify.operation.deploy;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.Connector;
import io.replyx.verify.database.QueryFailed;
import io.replyx.verify.evidence.Workbench;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.apply.Baseline;
import io.replyx.verify.migration.lock.BlockerWatch;
import io.replyx.verify.migration.lock.MigrationLock;
import io.replyx.verify.migration.lock.SessionLimits;
import io.replyx.verify.migration.lock.WaitLimits;
import io.replyx.verify.operation.Approved;
import io.replyx.verify.operation.backup.Backup;
import io.replyx.verify.operation.backup.Backups;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Refused;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
    private volatile @Nullable Connection session;
    private volatile @Nullable Backups backups;
    private volatile boolean stopped;
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
            throw aftermath.of(failed, versions, stopped, log.outcomes());
        } catch (SQLException lost) {
            if (!touched) {
                throw new QueryFailed("Deploying to " + plan.address(), lost);
            }
            throw aftermath.of(
                    StepFailed.of("The work on " + plan.address() + " ended: " + lost.getMessage()),
                    versions,
                    stopped,
                    log.outcomes());
        }
    }

    private void work() throws SQLException {
        try (Connection connection = Connector.forProduction().open(url)) {
            session = connection;
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
            log.take(DeployStep.DRIFT, () -> compare(catalog));
            log.take(DeployStep.INDEXES, () -> indexes(catalog));
            log.take(DeployStep.OPTIMISATION, () -> optimise(connection));
            log.take(DeployStep.STATISTICS, () -> LargestTables.describe(connection));
            limits.close();
            lock.close();
        } finally {
            session = null;
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
        if (!SchemaHistory.read(connection).equals(plan.history())) {
            throw new Refused("The history of " + plan.address() + " has changed since the plan was made." + AGAIN);
        }
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

    private String compare(Catalog catalog) {
        requireGoing();
        Optional<Version> at = plan.to();
        String words = at.map(version -> "version " + version).orElse("the database before the first version");
        Optional<CatalogDiff> diff = new Ground(subject, new Approved(subject)).differences(catalog, at);
        if (diff.isEmpty()) {
            return "not compared, since no catalog is approved for " + words;
        }
        if (!diff.get().isEmpty()) {
            throw StepFailed.of("the database differs from the approved catalog of " + words + ":\n  "
                    + diff.get().describe().replace("\n", "\n  "));
        }
        return "none from the approved catalog of " + words;
    }

    private String indexes(Catalog catalog) {
        requireGoing();
        CriticalIndexes critical = new CriticalIndexes(subject, plan.to());
        List<String> faults = critical.faults(catalog);
        if (!faults.isEmpty()) {
            throw StepFailed.of(faults.stream()
                    .map(fault -> "\n  " + fault.replace("\n", "\n  "))
                    .collect(Collectors.joining("", "critical indexes are not as the contract has them:", "")));
        }
        return critical.count() + " there, valid and as agreed";
    }

    private String optimise(Connection connection) throws SQLException {
        requireGoing();
        int process = connection.unwrap(PGConnection.class).getBackendPID();
        return new Optimisation(connection, plan.database(), subject, waits)
                .run(() -> BlockerWatch.on(Connector.forProduction().dataSource(url), process));
    }

    private void requireGoing() {
        if (stopped) {
            throw StepFailed.of("Interrupted");
        }
    }

    void stop() {
        stopped = true;
        Optional.ofNullable(backups).ifPresent(Backups::stop);
        Connection connection = session;
        try {
            if (connection != null) {
                connection.unwrap(PGConnection.class).cancelQuery();
            }
        } catch (SQLException gone) {
            // A session that is gone has nothing left to cancel.
            stopped = true;
        }
    }
}
