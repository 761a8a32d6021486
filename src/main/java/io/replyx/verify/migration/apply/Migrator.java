package io.replyx.verify.migration.apply;

import io.replyx.verify.database.LentConnection;
import io.replyx.verify.migration.HistoryChange;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.lock.MigrationLock;
import io.replyx.verify.migration.lock.SessionLimits;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.jspecify.annotations.Nullable;

/** Applies versions with Flyway Community, set so that what it does is what production's deployer does. */
public final class Migrator {
    private final Path versioned;
    private final DataSource database;
    private final Duration patience;

    /**
     * Apply scripts of a folder to a database.
     *
     * @param versioned the folder of versioned scripts
     * @param database where the connections come from
     */
    public Migrator(Path versioned, DataSource database) {
        this(versioned, database, Leftovers.PATIENCE);
    }

    /** @param patience how long to wait for whoever may be building what an interrupted build left */
    Migrator(Path versioned, DataSource database, Duration patience) {
        this.versioned = versioned;
        this.database = database;
        this.patience = patience;
    }

    /**
     * Apply every pending version up to and including one.
     *
     * @return why a script failed; empty when all ran through
     */
    public Optional<ScriptFailure> applyUpTo(Version version) {
        return deployUpTo(version).failure();
    }

    /**
     * The same, and say which versions it applied, and what others did until its turn came.
     *
     * @throws io.replyx.verify.migration.lock.LockHeld when its turn did not come
     */
    public MigrationReport deployUpTo(Version version) {
        try (Connection connection = database.getConnection()) {
            Optional<SchemaHistory> before = SchemaHistory.read(connection);
            Optional<String> table =
                    before.isPresent() ? before.map(SchemaHistory::table) : new Baseline(connection).historyTable();
            if (table.isEmpty()) {
                return deploy(version, connection, before);
            }
            // Flyway reads the history before it asks for its lock, and would go by what others have changed meanwhile.
            MigrationLock lock = MigrationLock.take(connection, table.get(), Leftovers.PATIENCE);
            try {
                return deploy(version, connection, before);
            } finally {
                lock.close();
            }
        } catch (SQLException refused) {
            return MigrationReport.of(ScriptFailure.of("V" + version, refused));
        }
    }

    private MigrationReport deploy(Version version, Connection connection, Optional<SchemaHistory> before)
            throws SQLException {
        List<String> healed = new Leftovers(versioned, connection, patience).dropThoseThatScriptsBuild(version);
        try {
            return report(connection, before, applied(version, connection, before), healed);
        } catch (FlywayException failure) {
            return new MigrationReport(
                    Optional.of(describe(failure, version)), List.of(), unfinished(connection), healed);
        }
    }

    private List<Version> applied(Version last, Connection connection, Optional<SchemaHistory> history)
            throws SQLException {
        FluentConfiguration flyway = flyway(last, new LentConnection(connection));
        if (history.isPresent()) {
            HistoryPlace.keep(flyway, connection, history.get().table());
        }
        return flyway.load().migrate().migrations.stream()
                .flatMap(output -> Version.parse(output.version).stream())
                .toList();
    }

    private static MigrationReport report(
            Connection connection, Optional<SchemaHistory> before, List<Version> applied, List<String> healed)
            throws SQLException {
        HistoryChange change = HistoryChange.between(before, SchemaHistory.read(connection));
        return new MigrationReport(Optional.empty(), applied, change.without(applied), healed);
    }

    /** Flyway says of an undo outside a transaction, while somebody is at it, that a migration failed. */
    private static HistoryChange unfinished(Connection connection) {
        try {
            return new HistoryChange(
                    SchemaHistory.read(connection).flatMap(SchemaHistory::begunUndo).stream()
                            .toList(),
                    List.of());
        } catch (SQLException lost) {
            return HistoryChange.NONE;
        }
    }

    private FluentConfiguration flyway(Version target, DataSource connection) {
        return Flyway.configure()
                .dataSource(connection)
                .locations("filesystem:" + versioned.toAbsolutePath())
                .target(MigrationVersion.fromVersion(target.toString()))
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .placeholderReplacement(false)
                .baselineOnMigrate(false)
                // A deployer that died must not leave its locks behind.
                .initSql(SessionLimits.NOTICE_A_DEAD_CLIENT)
                .ignoreMigrationPatterns("*:pending")
                // One connection and one transaction for a script and its history row; with the lock in a transaction
                // of its own, CREATE INDEX CONCURRENTLY would wait for it for ever.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"));
    }

    private static ScriptFailure describe(FlywayException failure, Version version) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FlywaySqlScriptException script) {
                return new ScriptFailure(
                        script.getResource() == null
                                ? "V" + version
                                : script.getResource().getFilename(),
                        Optional.of(script.getLineNumber()).filter(line -> line > 0),
                        Optional.ofNullable(script.getStatement()).map(ScriptFailure::excerpt),
                        Optional.ofNullable(script.getSqlState()),
                        sqlMessage(script));
            }
            if (cause instanceof FlywaySqlException sql) {
                return new ScriptFailure(
                        "V" + version,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.ofNullable(sql.getSqlState()),
                        sqlMessage(sql));
            }
        }
        return ScriptFailure.of(
                "V" + version, String.valueOf(failure.getMessage()).strip());
    }

    private static String sqlMessage(FlywaySqlException failure) {
        Throwable cause = failure.getCause();
        return String.valueOf(cause == null ? failure.getMessage() : cause.getMessage())
                .strip();
    }
}
