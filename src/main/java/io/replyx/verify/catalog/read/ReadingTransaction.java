package io.replyx.verify.catalog.read;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The transaction that a catalog is read in: one under autocommit, otherwise the caller's, left as it was. */
final class ReadingTransaction implements AutoCloseable {
    /** What the server's printing of definitions depends on, and what makes it fast. */
    private static final Map<String, String> PRINTING = Map.of(
            // Names outside of pg_catalog are then printed with their schema.
            "search_path",
            "pg_catalog, pg_temp",
            "DateStyle",
            "ISO, MDY",
            "IntervalStyle",
            "postgres",
            "TimeZone",
            "UTC",
            "extra_float_digits",
            "1",
            "bytea_output",
            "hex",
            "quote_all_identifiers",
            "off",
            // Thousands of definitions are sorted in memory rather than in files.
            "work_mem",
            "64MB",
            // Compiling these queries costs more than it saves.
            "jit",
            "off");

    private final Connection connection;
    private final boolean own;
    private Map<String, String> before = Map.of();

    private ReadingTransaction(Connection connection, boolean own) {
        this.connection = connection;
        this.own = own;
    }

    /** Begin one where the driver is under autocommit and no transaction was begun by a statement of the caller's. */
    static ReadingTransaction on(Connection connection, boolean begun) throws SQLException {
        boolean own = connection.getAutoCommit() && !begun;
        ReadingTransaction transaction = new ReadingTransaction(connection, own);
        if (own) {
            connection.setAutoCommit(false);
        }
        try {
            transaction.begin();
            return transaction;
        } catch (SQLException failure) {
            transaction.close();
            throw failure;
        }
    }

    private void begin() throws SQLException {
        if (own) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read, read only");
            }
        } else {
            before = current();
        }
        set(PRINTING);
    }

    /** Put the caller's settings back; a transaction of our own takes its settings with it. */
    void complete() throws SQLException {
        if (!own) {
            set(before);
        }
    }

    @Override
    public void close() throws SQLException {
        if (own) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private Map<String, String> current() throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select name, pg_catalog.current_setting(name) from pg_catalog.unnest(?::pg_catalog.text[]) as name")) {
            statement.setArray(
                    1, connection.createArrayOf("text", PRINTING.keySet().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    settings.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return settings;
    }

    /** Names and values stand in the statement, so that it can be seen what is set. */
    private void set(Map<String, String> settings) throws SQLException {
        String calls = settings.entrySet().stream()
                .map(setting ->
                        "pg_catalog.set_config(" + text(setting.getKey()) + ", " + text(setting.getValue()) + ", true)")
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("select " + calls);
        }
    }

    private static String text(String value) {
        String quoted = "'" + value.replace("'", "''").replace("\\", "\\\\") + "'";
        return value.indexOf('\\') < 0 ? quoted : "E" + quoted;
    }
}
