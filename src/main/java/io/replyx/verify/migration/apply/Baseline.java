package io.replyx.verify.migration.apply;

import io.replyx.verify.database.LentConnection;
import io.replyx.verify.migration.Checksum;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.lock.MigrationLock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Flyway's baseline: the row which says that a database has everything up to a version, though Flyway has applied none
 * of it.
 */
public final class Baseline {
    private final Connection connection;

    /** Work over a connection under autocommit, which stays open; it may hold the {@link MigrationLock}. */
    public Baseline(Connection connection) {
        this.connection = connection;
    }

    /** The qualified name under which Flyway would make its history: in the schema that comes first for this session. */
    public Optional<String> historyTable() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.quote_ident(pg_catalog.current_schema())")) {
            row.next();
            return Optional.ofNullable(row.getString(1)).map(schema -> schema + "." + SchemaHistory.TABLE);
        }
    }

    /**
     * Have Flyway make its history with the baseline in it.
     *
     * @param versioned the folder of versioned scripts
     * @param description what the row says; 200 characters are kept
     * @return why it failed; empty when it is written
     */
    public Optional<ScriptFailure> write(Path versioned, Version version, String description) {
        try {
            Flyway.configure()
                    .dataSource(new LentConnection(connection))
                    .locations("filesystem:" + versioned.toAbsolutePath())
                    .baselineVersion(MigrationVersion.fromVersion(version.toString()))
                    .baselineDescription(description)
                    .createSchemas(false)
                    .failOnMissingLocations(true)
                    .placeholderReplacement(false)
                    // Flyway's lock and its rows are then on the one session that there is.
                    .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                    .load()
                    .baseline();
            return Optional.empty();
        } catch (FlywayException failure) {
            return Optional.of(ScriptFailure.of(
                    "the baseline of version " + version,
                    String.valueOf(failure.getMessage()).strip()));
        }
    }

    /**
     * Give a version for which a baseline stands a row of its own, and move the baseline below it, so that a DELETE row
     * can take the version away. Flyway goes on holding a version at or below its baseline for in place, whatever
     * DELETE rows there are, and would never apply it again.
     *
     * <p>What the history says stays the same: the version is in place since the baseline was written.
     *
     * @param below the version below, empty below the first
     * @return whether there was a baseline to split
     */
    public boolean split(SchemaHistory history, Migration migration, Optional<Version> below) throws SQLException {
        Optional<SchemaHistory.Row> baseline = history.baselines()
                .filter(row -> row.version()
                        .filter(v -> v.compareTo(migration.version()) >= 0)
                        .isPresent())
                .findFirst();
        if (baseline.isEmpty() || ownRow(history, migration.version())) {
            return false;
        }
        move(history, migration.version(), below);
        insert(history, migration, baseline.get());
        return true;
    }

    private static boolean ownRow(SchemaHistory history, Version version) {
        return Optional.ofNullable(history.inPlace().get(version))
                .filter(row -> !row.isBaseline())
                .isPresent();
    }

    private void move(SchemaHistory history, Version version, Optional<Version> below) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update " + history.table() + " set version = ? where installed_rank = ?")) {
            for (SchemaHistory.Row row : history.baselines().toList()) {
                if (row.version().filter(v -> v.compareTo(version) >= 0).isPresent()) {
                    update.setString(1, below.map(Version::toString).orElse("0"));
                    update.setInt(2, row.rank());
                    update.executeUpdate();
                }
            }
        }
    }

    private void insert(SchemaHistory history, Migration migration, SchemaHistory.Row baseline) throws SQLException {
        String sql = "insert into " + history.table()
                + " (installed_rank, version, description, type, script, checksum, installed_by, installed_on,"
                + " execution_time, success)"
                + " select (select max(installed_rank) + 1 from " + history.table() + "), ?, ?, 'SQL', ?, ?,"
                + " installed_by, installed_on, 0, true from " + history.table() + " where installed_rank = ?";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, migration.version().toString());
            insert.setString(2, migration.description());
            insert.setString(3, migration.apply().name());
            insert.setInt(4, Checksum.of(migration.apply()));
            insert.setInt(5, baseline.rank());
            insert.executeUpdate();
        }
    }
}
