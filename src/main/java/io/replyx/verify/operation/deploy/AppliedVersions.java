package io.replyx.verify.operation.deploy;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.Connector;
import io.replyx.verify.evidence.Workbench;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.apply.BoundedMigrator;
import io.replyx.verify.migration.lock.WaitLimits;
import io.replyx.verify.migration.sql.SqlSplitter;
import io.replyx.verify.settings.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The versions of a plan, applied one after the other, and what the history says after each. */
final class AppliedVersions {
    private final Subject subject;
    private final WaitLimits waits;
    private final Runnable requireGoing;
    private final Consumer<String> progress;
    private final List<Migration> applied = new ArrayList<>();
    private Optional<SchemaHistory> left = Optional.empty();

    AppliedVersions(Subject subject, WaitLimits waits, Runnable requireGoing, Consumer<String> progress) {
        this.subject = subject;
        this.waits = waits;
        this.requireGoing = requireGoing;
        this.progress = progress;
    }

    List<Migration> applied() {
        return List.copyOf(applied);
    }

    /** The history as the last version left it; empty when none was applied. */
    Optional<SchemaHistory> left() {
        return left;
    }

    String apply(Connection connection, DatabaseUrl url, DeployPlan plan) throws SQLException {
        BoundedMigrator migrator = new BoundedMigrator(
                subject.directory().versioned(),
                connection,
                Connector.forProduction().dataSource(url),
                waits);
        for (Migration migration : plan.pending()) {
            requireGoing.run();
            apply(connection, migrator, migration);
        }
        return applied.isEmpty()
                ? "nothing is pending"
                : applied.size() + (applied.size() == 1 ? " version" : " versions") + " applied, up to version "
                        + plan.to().orElseThrow();
    }

    private void apply(Connection connection, BoundedMigrator migrator, Migration migration) throws SQLException {
        progress.accept("applying version " + migration.version() + " with "
                + migration.apply().name());
        Optional<Catalog> before =
                migration.apply().transactional() ? Optional.empty() : Optional.of(catalog(connection));
        long start = System.nanoTime();
        Optional<BoundedMigrator.Stop> stop = migrator.apply(migration);
        migrator.healed().forEach(progress);
        if (stop.isPresent()) {
            throw failed(connection, migrator, migration, stop.get(), before);
        }
        applied.add(migration);
        left = SchemaHistory.read(connection);
        progress.accept(
                "version " + migration.version() + " is applied in " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }

    private StepFailed failed(
            Connection connection,
            BoundedMigrator migrator,
            Migration migration,
            BoundedMigrator.Stop stop,
            Optional<Catalog> before)
            throws SQLException {
        String message = "version " + migration.version() + " was not applied: " + stop.describe();
        if (before.isPresent() && !leftNothing(connection, migration, stop, before.get())) {
            return StepFailed.partWay(message);
        }
        if (before.isPresent()) {
            migrator.forgetFailure(migration);
        }
        return stop.locked() ? StepFailed.locked(message) : StepFailed.of(message);
    }

    /** A script outside a transaction that failed in its first statement, and without a trace. */
    private static boolean leftNothing(
            Connection connection, Migration migration, BoundedMigrator.Stop stop, Catalog before) throws SQLException {
        int first = SqlSplitter.split(migration.apply().text()).get(0).line();
        return !connection.isClosed()
                && stop.reason().line().filter(line -> line == first).isPresent()
                && catalog(connection).equals(before);
    }

    private static Catalog catalog(Connection connection) throws SQLException {
        return new CatalogReader(Workbench.BOOKKEEPING).read(connection);
    }
}
