package io.replyx.verify.evidence;

import io.replyx.verify.database.DisposableDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * Makes the planner see a disposable database at production's size: it multiplies a table's real pages by the density
 * that {@code pg_class} states, so that stating production's rows on the pages at hand gives production's row count.
 */
public final class ProductionSize {
    private static final String STATE_ROWS = """
            update pg_catalog.pg_class
            set reltuples = ?::pg_catalog.float4,
                relpages = greatest(1, pg_catalog.pg_relation_size(oid)
                    / pg_catalog.current_setting('block_size')::pg_catalog.int8)::pg_catalog.int4
            where oid = pg_catalog.to_regclass(?)
            """;

    private final DisposableDatabase database;

    private ProductionSize(DisposableDatabase database) {
        this.database = database;
    }

    /** Change the statistics of a database that nobody else needs. */
    public static ProductionSize of(DisposableDatabase database) {
        return new ProductionSize(database);
    }

    /** Gather statistics as they are. */
    public void analyse() throws SQLException {
        try (Connection admin = database.openAsAdmin();
                Statement statement = admin.createStatement()) {
            statement.execute("analyze");
        }
    }

    /** State how many rows a table has; a table that is not there is passed over, since its own rule says so. */
    public void rows(String table, long rows) throws SQLException {
        try (Connection admin = database.openAsAdmin()) {
            rows(admin, table, rows);
        }
    }

    /** State how many rows many tables have. */
    public void rows(Map<String, Long> rows) throws SQLException {
        try (Connection admin = database.openAsAdmin()) {
            admin.setAutoCommit(false);
            for (Map.Entry<String, Long> table : rows.entrySet()) {
                rows(admin, table.getKey(), table.getValue());
            }
            admin.commit();
        }
    }

    /** The same over a connection of a superuser, for the transaction that it is in. */
    static void rows(Connection admin, String table, long rows) throws SQLException {
        try (PreparedStatement update = admin.prepareStatement(STATE_ROWS)) {
            update.setLong(1, rows);
            update.setString(2, table);
            update.executeUpdate();
        }
    }
}
