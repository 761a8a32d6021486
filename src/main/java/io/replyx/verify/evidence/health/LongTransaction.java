package io.replyx.verify.evidence.health;

import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * A transaction of the database that is open.
 *
 * @param holder the session or prepared transaction
 * @param role whose it is
 * @param state what the session does, or {@code prepared}
 * @param age how long it has been open
 */
public record LongTransaction(String holder, String role, String state, Duration age) {

    /**
     * Every open transaction that the role may see, the oldest first; prepared ones are seen by all, those of sessions by
     * their own role and by members of pg_read_all_stats.
     */
    public static List<LongTransaction> read(Connection connection) throws SQLException {
        return FactSql.beside(LongTransaction.class, "long_transaction")
                .ask(
                        connection,
                        row -> new LongTransaction(
                                row.getString("holder"),
                                row.getString("role"),
                                row.getString("state"),
                                Duration.ofMillis(row.getLong("age"))));
    }

    /** Whether the role may see the sessions of others. */
    public static boolean sessionsVisible(Connection connection) throws SQLException {
        return FactSql.beside(LongTransaction.class, "sessions_visible")
                .ask(connection, row -> row.getBoolean("visible"))
                .get(0);
    }
}
