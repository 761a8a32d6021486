package io.replyx.verify.testing;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.evidence.FixtureRows;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.apply.Migrator;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** Databases of ReplyX's, deployed with Flyway and filled with its rows. */
public final class ReplyxDatabase {
    private static final MigrationDirectory DIRECTORY = MigrationDirectory.read(Path.of("migrations"));

    private ReplyxDatabase() {}

    /** A database at the head of the chain. */
    public static DisposableDatabase atHead(RehearsalDatabases databases, String purpose) throws SQLException {
        return at(databases, purpose, DIRECTORY.head().orElseThrow().version());
    }

    /** A database at a version. */
    public static DisposableDatabase at(RehearsalDatabases databases, String purpose, Version version)
            throws SQLException {
        DisposableDatabase database = databases.create(purpose);
        FixtureRows rows = new FixtureRows(Path.of("fixtures/data"));
        var superuser = databases.superuserScope();
        try {
            for (Migration migration : DIRECTORY.upTo(version).migrations()) {
                new Migrator(DIRECTORY.versioned(), database.dataSource())
                        .applyUpTo(migration.version())
                        .ifPresent(failure -> {
                            throw new IllegalStateException(failure.describe());
                        });
                try (Connection connection = database.open()) {
                    rows.load(migration.version(), connection);
                }
            }
        } finally {
            superuser.close();
        }
        return database;
    }

    /** Make it one that Alembic manages and Flyway has never seen. */
    public static void handToAlembic(DisposableDatabase database, String... revisions) throws SQLException {
        Sql.run(
                database,
                "drop table flyway_schema_history",
                "create table alembic_version (version_num varchar(32) not null,"
                        + " constraint alembic_version_pkc primary key (version_num))",
                "alter table alembic_version owner to " + database.ownerUrl().user());
        for (String revision : revisions) {
            Sql.run(database, "insert into alembic_version values ('" + revision + "')");
        }
    }

    /** Flyway as a deployer has it, which knows nothing of this suite. */
    public static Flyway plainFlyway(DisposableDatabase database, Path versioned) {
        return Flyway.configure()
                .dataSource(database.dataSource())
                .locations("filesystem:" + versioned.toAbsolutePath())
                .ignoreMigrationPatterns("*:pending")
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load();
    }
}
