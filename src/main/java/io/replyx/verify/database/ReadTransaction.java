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

    private ReadTransaction(Connection connection, String mark) {
        this.connection = connection;
        this.mark = mark;
    }

    static ReadTransaction begin(Connection connection, ReadLimits limits) throws SQLException {
        String mark = Passwords.hex(8);
        execute(
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
                        "SELECT 1",
                        // To come back to when the reader fails, so that the proof can still be had.
                        "SAVEPOINT before_reading"));
        return new ReadTransaction(connection, mark);
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
            if (SqlState.connectionLost(SqlState.of(e))) {
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
