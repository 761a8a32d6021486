package io.replyx.verify.migration.undo;

import io.replyx.verify.database.SqlState;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.lock.BlockerWatch;
import io.replyx.verify.migration.lock.Ladder;
import io.replyx.verify.migration.lock.WaitLimits;
import io.replyx.verify.migration.sql.SqlStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The session that an undo works in.
 *
 * @param connection its connection
 * @param others where further connections to the same database come from, to look on from outside
 * @param limits the bounds of the undo
 * @param process the session's server process
 * @param startedAt when that process started, as the server writes it
 */
record UndoSession(
        Connection connection, Optional<DataSource> others, WaitLimits limits, int process, String startedAt) {
    private static final String SELF = "select a.pid, a.backend_start::text from pg_catalog.pg_stat_activity a"
            + " where a.pid = pg_catalog.pg_backend_pid()";

    static UndoSession of(Connection connection, Optional<DataSource> others, WaitLimits limits) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELF);
                ResultSet self = query.executeQuery()) {
            self.next();
            return new UndoSession(connection, others, limits, self.getInt(1), String.valueOf(self.getString(2)));
        }
    }

    /** Tries again what did not get its locks. */
    Ladder ladder() {
        return new Ladder(limits.locks(), this::watch);
    }

    private BlockerWatch watch() {
        return others.map(database -> BlockerWatch.on(database, process)).orElseGet(BlockerWatch::none);
    }

    /** Run one statement of a script; empty when it ran through. */
    Optional<ScriptFailure> execute(Script script, SqlStatement sql) {
        try {
            execute(sql.text());
            return Optional.empty();
        } catch (SQLException refused) {
            return Optional.of(ScriptFailure.at(script, sql, refused));
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Escape processing is the driver's own syntax, {fn …}, which no script of the server's means.
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** Take back what was not committed; a connection that is gone has nothing left to take back. */
    void rollBack() throws SQLException {
        unlessLost(connection::rollback);
    }

    void autoCommit() throws SQLException {
        unlessLost(() -> connection.setAutoCommit(true));
    }

    private interface Action {
        void run() throws SQLException;
    }

    private static void unlessLost(Action action) throws SQLException {
        try {
            action.run();
        } catch (SQLException lost) {
            if (!SqlState.connectionLost(String.valueOf(lost.getSQLState()))) {
                throw lost;
            }
        }
    }
}
