package io.replyx.verify.operation;

import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.migration.AlembicHistory;
import io.replyx.verify.migration.DatabaseVersion;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.lock.LockHolder;
import io.replyx.verify.migration.lock.MigrationLock;
import io.replyx.verify.settings.Refused;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Where a database stands in a chain of migrations, read and never written.
 *
 * @param address host, port and database
 * @param standby whether the server is in recovery, so that nothing can be written to it
 * @param version the version that it is at, with Flyway's history
 * @param alembic what Alembic says, where it has a table
 * @param counterpart the version that Alembic's revision stands for
 * @param head the highest version of the scripts
 * @param lockHolder who holds the lock on migrations
 * @param leftScratch scratch databases on the server that restores left which were killed, by their quoted names
 */
public record DatabaseStatus(
        String address,
        boolean standby,
        DatabaseVersion version,
        Optional<AlembicHistory> alembic,
        Optional<Migration> counterpart,
        Optional<Migration> head,
        Optional<LockHolder> lockHolder,
        List<String> leftScratch) {
    private static final String USUAL_TABLE = "public." + SchemaHistory.TABLE;

    /** Have nothing begin that a standby cannot do. */
    public void requirePrimary() {
        if (standby) {
            throw new Refused(address + " is a standby, which cannot be written to: name the primary in DATABASE_URL."
                    + " Nothing was touched.");
        }
    }

    /** Read where a database stands, in one read-only transaction. */
    public static DatabaseStatus read(ReadOnlyDatabase database, MigrationDirectory directory) {
        return database.read(connection -> read(connection, database.address(), directory));
    }

    static DatabaseStatus read(Connection connection, String address, MigrationDirectory directory)
            throws SQLException {
        Optional<AlembicHistory> alembic = AlembicHistory.read(connection);
        DatabaseVersion version = DatabaseVersion.read(connection, directory);
        String table = version.history().map(SchemaHistory::table).orElse(USUAL_TABLE);
        return new DatabaseStatus(
                address,
                inRecovery(connection),
                version,
                alembic,
                alembic.map(AlembicHistory::revisions)
                        .filter(revisions -> revisions.size() == 1)
                        .flatMap(revisions -> directory.findRevision(revisions.get(0))),
                directory.head(),
                MigrationLock.holder(connection, table),
                LeftScratch.read(connection));
    }

    private static boolean inRecovery(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.pg_is_in_recovery()")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Flyway's history; empty where Flyway has not come to this database. */
    public Optional<SchemaHistory> history() {
        return version.history();
    }

    /** The version that the database is at; empty before the first, and where it cannot be told. */
    public Optional<Version> current() {
        return history().isPresent()
                ? history().flatMap(SchemaHistory::current)
                : version.migration().map(Migration::version);
    }

    /** Versions of the scripts that the database has not had, or has no longer. */
    public List<Migration> pending() {
        return version.pending();
    }
}
