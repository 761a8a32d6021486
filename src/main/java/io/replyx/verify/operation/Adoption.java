package io.replyx.verify.operation;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.Connector;
import io.replyx.verify.database.DirectSession;
import io.replyx.verify.database.QueryFailed;
import io.replyx.verify.database.ReadLimits;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.evidence.Workbench;
import io.replyx.verify.migration.AlembicHistory;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.apply.Baseline;
import io.replyx.verify.migration.lock.MigrationLock;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Refused;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes over a database that Alembic manages: where its catalog is the approved one of the version that Alembic's revision
 * stands for, Flyway's history begins with a baseline at that version. Alembic's table stays as it is.
 */
public final class Adoption {
    private static final String APPLICATION = "replyx-verify adopt";
    private static final String UNTOUCHED = " Nothing was touched.";

    private final DatabaseUrl url;
    private final Subject subject;
    private final Consumer<String> progress;

    /** Prepare to adopt a database, as the role that will deploy to it; nothing is connected to yet. */
    public Adoption(DatabaseUrl url, Subject subject, Consumer<String> progress) {
        this.url = url.withApplicationName(APPLICATION);
        this.subject = subject;
        this.progress = progress;
    }

    /**
     * Compare, and write the baseline if nothing differs.
     *
     * @throws Refused when Alembic's revision leads nowhere or the catalog differs; nothing was touched
     * @throws io.replyx.verify.migration.lock.LockHeld when somebody else is migrating the database; nothing was touched
     */
    public AdoptionResult run(Duration lockWait) {
        DirectSession.require(url);
        DatabaseStatus status = look();
        Migration migration = counterpart(status);
        if (status.history().isPresent()) {
            return alreadyThere(status, migration);
        }
        try (Connection connection = Connector.forProduction().open(url)) {
            return adopt(connection, migration, lockWait);
        } catch (SQLException failed) {
            throw new QueryFailed("Adopting " + url.address(), failed);
        }
    }

    private DatabaseStatus look() {
        try (ReadOnlyDatabase database = new ReadOnlyDatabase(url, ReadLimits.standard())) {
            DatabaseStatus status = DatabaseStatus.read(database, subject.directory());
            status.requirePrimary();
            return status;
        }
    }

    private Migration counterpart(DatabaseStatus status) {
        List<String> revisions = status.alembic()
                .orElseThrow(() -> new Refused(url.address() + " has no table " + AlembicHistory.TABLE
                        + ", so that nothing says what it has had. See that DATABASE_URL names the right database."
                        + UNTOUCHED))
                .revisions();
        if (revisions.isEmpty()) {
            throw new Refused(AlembicHistory.TABLE + " of " + url.address() + " is empty: Alembic has applied nothing"
                    + " there, or was taken down to its base. See what the database is at." + UNTOUCHED);
        }
        if (revisions.size() > 1) {
            throw new Refused(AlembicHistory.TABLE + " of " + url.address() + " has several heads ("
                    + String.join(", ", revisions) + "): merge them with Alembic first." + UNTOUCHED);
        }
        return status.counterpart()
                .orElseThrow(() -> new Refused("Alembic's revision " + revisions.get(0)
                        + " is the counterpart of no version: none of the scripts in "
                        + subject.directory().versioned() + " says -- alembic-revision: " + revisions.get(0) + "."
                        + UNTOUCHED));
    }

    private AdoptionResult alreadyThere(DatabaseStatus status, Migration migration) {
        SchemaHistory history = status.history().orElseThrow();
        boolean adopted =
                history.baseline().filter(migration.version()::equals).isPresent() || history.has(migration.version());
        if (!adopted) {
            throw new Refused(url.address() + " has " + history.table() + " already, which is at "
                    + history.current().map(version -> "version " + version).orElse("no version")
                    + " and knows nothing of version " + migration.version() + ", where Alembic is. Find out which of"
                    + " the two is right." + UNTOUCHED);
        }
        return new AdoptionResult(revision(migration), migration.version(), history.table(), true);
    }

    private static String revision(Migration migration) {
        return migration.revision().orElseThrow();
    }

    private AdoptionResult adopt(Connection connection, Migration migration, Duration lockWait) throws SQLException {
        Baseline baseline = new Baseline(connection);
        String table = baseline.historyTable()
                .orElseThrow(() -> new Refused("The role has no schema that its search_path leads to, in which "
                        + SchemaHistory.TABLE + " could be made." + UNTOUCHED));
        MigrationLock lock = MigrationLock.take(connection, table, lockWait);
        if (SchemaHistory.read(connection).isPresent()
                || !AlembicHistory.read(connection)
                        .equals(Optional.of(new AlembicHistory(List.of(revision(migration)))))) {
            throw new Refused("Somebody else has migrated or adopted " + url.address() + " just now." + UNTOUCHED
                    + " Run the command again.");
        }
        progress.accept("comparing the catalog with the approved one of version " + migration.version());
        compare(connection, migration);
        progress.accept("writing the baseline of version " + migration.version() + " to " + table);
        Optional<ScriptFailure> failure = baseline.write(
                subject.directory().versioned(), migration.version(), "adopted from Alembic " + revision(migration));
        if (failure.isPresent()) {
            throw new Refused(
                    "Flyway could not write the baseline: " + failure.get().describe());
        }
        lock.close();
        return new AdoptionResult(revision(migration), migration.version(), table, false);
    }

    private void compare(Connection connection, Migration migration) throws SQLException {
        Approved approved = new Approved(subject);
        Catalog want = approved.of(Optional.of(migration.version()))
                .orElseThrow(() -> new Refused("No catalog is approved for version " + migration.version() + ": "
                        + subject.approvedCatalogFile(migration.version()) + " is not there. Make it with"
                        + " ./verify approve." + UNTOUCHED));
        Catalog have = new CatalogReader(Workbench.BOOKKEEPING).read(connection);
        CatalogDiff diff = approved.differences(have, want);
        if (!diff.isEmpty()) {
            throw new Refused("The database differs from the approved catalog of version " + migration.version()
                    + ", which Alembic's revision " + revision(migration) + " stands for." + UNTOUCHED
                    + " Put that right, then run the command again:\n  "
                    + diff.describe().replace("\n", "\n  "));
        }
    }
}
