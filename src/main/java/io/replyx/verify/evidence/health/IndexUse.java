package io.replyx.verify.evidence.health;

import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How much an index is used.
 *
 * @param name the index
 * @param table its table
 * @param method its access method
 * @param scans how often it was scanned since statistics were last reset
 * @param entries how many entries these scans gave
 * @param valid whether queries may use it
 * @param unique whether it holds a constraint, whoever scans it
 * @param bytes its size
 */
public record IndexUse(
        String name, String table, String method, long scans, long entries, boolean valid, boolean unique, long bytes) {

    /** Every index of a table. */
    public static List<IndexUse> read(Connection connection) throws SQLException {
        return FactSql.beside(IndexUse.class, "index_use")
                .ask(
                        connection,
                        row -> new IndexUse(
                                row.getString("name"),
                                row.getString("table_name"),
                                row.getString("method"),
                                row.getLong("scans"),
                                row.getLong("entries"),
                                row.getBoolean("valid"),
                                row.getBoolean("is_unique"),
                                row.getLong("bytes")));
    }

    /** When statistics of the database were last reset; empty when they never were. */
    public static Optional<Instant> since(Connection connection) throws SQLException {
        return FactSql.beside(IndexUse.class, "statistics_since")
                .ask(connection, row -> {
                    long seconds = row.getLong("since");
                    return row.wasNull() ? Optional.<Instant>empty() : Optional.of(Instant.ofEpochSecond(seconds));
                })
                .get(0);
    }
}
