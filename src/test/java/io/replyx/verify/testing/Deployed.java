package io.replyx.verify.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.database.Sql;
import io.replyx.verify.evidence.FixtureRows;
import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.apply.Migrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A subject as it stands in production: its versions applied, its rows loaded, and what {@code production.sql} does to
 * the server done by a superuser, whose session stays open while the run looks at it.
 */
public record Deployed(Path subject, RehearsalDatabases databases) {
    private static final String BEFORE = "production.sql";
    private static final String AFTER = "afterwards.sql";
    private static final Pattern STATEMENT_END = Pattern.compile(";\\R");

    /** Whether a subject is to be looked at in production rather than rehearsed. */
    public static boolean is(Path subject) {
        return Files.exists(subject.resolve(BEFORE));
    }

    /** Look at it as a superuser, who sees everything. */
    public List<Outcome> look(String... rules) throws SQLException, IOException {
        try (DisposableDatabase database = databases.create("deployed")) {
            migrate(database);
            try (Connection admin = database.openAsAdmin()) {
                try {
                    run(BEFORE, admin, database);
                    return Rehearsing.productionAllowed(subject, database.adminUrl(), rules);
                } finally {
                    run(AFTER, admin, database);
                }
            }
        }
    }

    private void migrate(DisposableDatabase database) throws SQLException {
        MigrationDirectory directory = MigrationDirectory.read(subject.resolve("migrations"));
        FixtureRows rows = new FixtureRows(subject.resolve("fixtures/data"));
        for (Migration migration : directory.migrations()) {
            assertThat(new Migrator(directory.versioned(), database.dataSource()).applyUpTo(migration.version()))
                    .isEmpty();
            try (Connection connection = database.open()) {
                rows.load(migration.version(), connection);
            }
        }
    }

    /** The names of the database and its owner are made anew for each run. */
    private void run(String file, Connection admin, DisposableDatabase database) throws SQLException, IOException {
        if (Files.exists(subject.resolve(file))) {
            String sql = Files.readString(subject.resolve(file))
                    .replace(":database", Sql.identifier(database.name()))
                    .replace(":owner", Sql.identifier(databases.ownerRole()));
            try (Statement statement = admin.createStatement()) {
                for (String each : STATEMENT_END.splitAsStream(sql).toList()) {
                    statement.execute(each);
                }
            }
        }
    }
}
