package io.replyx.verify.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** One read-only transaction, begun by an explicit statement: the driver's read-only mode does nothing by itself. */
final class ReadTransaction {
    private static final String MARK = "replyx_verify.transaction";

    /** It aborts nothing, and the mark is gone where a reader has ended the transaction, whatever it began since. */
    private static final String PROOF = "select pg_catalog.pg_current_xact_id_if_assigned() is not null as assigned,"
            + " coalesce(pg_catalog.current_setting('" + MARK + "', true), '') as mark,"
            + " pg_catalog.current_setting('transaction_read_only') = 'on' as read_only";

    private final Connection connection;
    private final String mark;
    private final boolean onStandby;

    private ReadTransaction(Connection connection, String mark, boolean onStandby) {
        this.connection = connection;
        this.mark = mark;
        this.onStandby = onStandby;
    }

    static ReadTransaction begin(Connection connection, ReadLimits limits) throws SQLException {
        String mark = Passwords.hex(8);
        boolean onStandby = tells(
                connection,
                String.join(
                        "; ",
                        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                        "SET LOCAL statement_timeout = " + millis(limits.statement()),
                        "SET LOCAL lock_timeout = " + millis(limits.lock()),
                        "SET LOCAL idle_in_transaction_session_timeout = " + millis(limits.idle()),
                        "SET LOCAL search_path = pg_catalog",
                        // The gate reads texts as the standard has them.
                        "SET LOCAL standard_conforming_strings = on",
                        "SET LOCAL " + MARK + " = '" + mark + "'",
                        // After a first query the server no longer takes SET TRANSACTION READ WRITE.
                        "SELECT pg_catalog.pg_is_in_recovery()",
                        // To come back to when the reader fails, so that the proof can still be had.
                        "SAVEPOINT before_reading"));
        return new ReadTransaction(connection, mark, onStandby);
    }

    /** Whether the standby gave up the transaction for what it has to replay; nothing else fails so in it. */
    boolean isCancelledByRecovery(SQLException exception) {
        String state = SqlState.of(exception);
        return onStandby && (state.equals(SqlState.SERIALIZATION_FAILURE) || state.equals(SqlState.DEADLOCK));
    }

    /** Roll back, and tell whether it is proved that the transaction never had an id. */
    boolean endsWithoutId() throws SQLException {
        if (connection.isClosed()) {
            return false;
        }
        try {
            comeBack();
            return hasNoId();
        } finally {
            if (!connection.isClosed()) {
                execute(connection, "ROLLBACK");
            }
        }
    }

    private void comeBack() throws SQLException {
        try {
            execute(connection, "ROLLBACK TO SAVEPOINT before_reading");
        } catch (SQLException e) {
            if (SqlState.connectionLost(SqlState.of(e)) || isCancelledByRecovery(e)) {
                throw e;
            }
            throw escaped();
        }
    }

    private boolean hasNoId() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PROOF)) {
            row.next();
            if (!mark.equals(row.getString("mark")) || !row.getBoolean("read_only")) {
                throw escaped();
            }
            return !row.getBoolean("assigned");
        }
    }

    private static ReadOnlyEscape escaped() {
        return new ReadOnlyEscape("A reader ended its read-only transaction, and what it did next may have written."
                + " Readers send single statements and neither COMMIT nor ROLLBACK.");
    }

    /** Run statements of which one answers yes or no. */
    private static boolean tells(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean results = statement.execute(sql);
            while (!results && statement.getUpdateCount() >= 0) {
                results = statement.getMoreResults();
            }
            try (ResultSet row = statement.getResultSet()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long millis(Duration duration) {
        // Zero would mean without limit.
        return Math.max(1, duration.toMillis());
    }
}
