package io.replyx.verify.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Takes a version back, which Flyway Community cannot: runs the undo script and writes a history row of type
 * {@code DELETE}, after which Flyway holds the version for pending again.
 *
 * <p>A script that may run in a transaction shares one with its history row, so that both are there or neither is. One
 * that may not is run statement by statement, and the row is written when all have run.
 */
public final class Undo {
    private final Connection connection;

    /** Undo over a connection of the role that owns the objects; it is left in autocommit. */
    public Undo(Connection connection) {
        this.connection = connection;
    }

    /**
     * Take one version back.
     *
     * @return why the script failed; empty when it ran through
     * @throws SQLException when the connection itself fails, not a statement of the script
     */
    public Optional<ScriptFailure> run(Migration migration) throws SQLException {
        Script script = migration
                .undo()
                .orElseThrow(() -> new IllegalArgumentException("no undo script for version " + migration.version()));
        return script.transactional() ? inOneTransaction(migration, script) : statementByStatement(migration, script);
    }

    private Optional<ScriptFailure> inOneTransaction(Migration migration, Script script) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Optional<ScriptFailure> failure = execute(script);
            if (failure.isEmpty()) {
                record(migration);
                connection.commit();
            } else {
                connection.rollback();
            }
            return failure;
        } catch (SQLException refusedAtCommit) {
            connection.rollback();
            return Optional.of(failure(script, Optional.empty(), refusedAtCommit));
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private Optional<ScriptFailure> statementByStatement(Migration migration, Script script) throws SQLException {
        connection.setAutoCommit(true);
        Optional<ScriptFailure> failure = execute(script);
        if (failure.isEmpty()) {
            record(migration);
        }
        return failure;
    }

    private Optional<ScriptFailure> execute(Script script) {
        for (SqlStatement sql : SqlSplitter.split(script.text())) {
            try (Statement statement = connection.createStatement()) {
                // Escape processing is the driver's own syntax, {fn …}, which no script of the server's means.
                statement.setEscapeProcessing(false);
                statement.execute(sql.text());
            } catch (SQLException refused) {
                return Optional.of(failure(script, Optional.of(sql.line()), refused));
            }
        }
        return Optional.empty();
    }

    private static ScriptFailure failure(Script script, Optional<Integer> line, SQLException cause) {
        return new ScriptFailure(
                script.name(),
                line,
                Optional.ofNullable(cause.getSQLState()),
                String.valueOf(cause.getMessage()).strip());
    }

    private void record(Migration migration) throws SQLException {
        Optional<String> table = SchemaHistory.locate(connection, SchemaHistory.TABLE);
        if (table.isEmpty()) {
            return;
        }
        String sql = "insert into " + table.get()
                + " (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)"
                + " select max(installed_rank) + 1, ?, ?, 'DELETE', ?, null, current_user, 0, true from " + table.get();
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, migration.version().toString());
            insert.setString(2, migration.description());
            insert.setString(3, migration.undo().map(Script::name).orElse(""));
            insert.executeUpdate();
        }
    }
}
