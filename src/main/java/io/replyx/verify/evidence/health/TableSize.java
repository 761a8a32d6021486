package io.replyx.verify.evidence.health;

import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How much room a table takes.
 *
 * @param name the table or materialized view
 * @param rows its rows as the planner estimates them
 * @param data bytes of its rows, with what stands aside of them
 * @param indexes bytes of its indexes
 * @param estimated whether somebody has it locked, so that the sizes are those of its last VACUUM or ANALYZE
 */
public record TableSize(String name, long rows, long data, long indexes, boolean estimated) {

    /** Every table with rows of its own, the largest first. */
    public static List<TableSize> read(Connection connection) throws SQLException {
        return FactSql.beside(TableSize.class, "relation_size")
                .ask(
                        connection,
                        row -> new TableSize(
                                row.getString("name"),
                                row.getLong("rows"),
                                row.getLong("data"),
                                row.getLong("indexes"),
                                row.getBoolean("estimated")));
    }

    /** The bytes of the whole database that a connection is to. */
    public static long ofDatabase(Connection connection) throws SQLException {
        return FactSql.beside(TableSize.class, "database_size")
                .ask(connection, row -> row.getLong("bytes"))
                .get(0);
    }

    /** Bytes of rows and indexes. */
    public long total() {
        return data + indexes;
    }
}
