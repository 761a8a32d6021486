package io.replyx.verify.evidence.health;

import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Whether the planner knows anything of a table.
 *
 * @param name the table or materialized view
 * @param neverAnalysed whether neither VACUUM nor ANALYZE has ever seen it
 * @param rows live rows, as far as they were counted since statistics were last reset; 0 on a standby
 * @param filled whether it holds rows, or did
 */
public record TableStatistics(String name, boolean neverAnalysed, long rows, boolean filled) {

    /** Every table with rows of its own. */
    public static List<TableStatistics> read(Connection connection) throws SQLException {
        return FactSql.beside(TableStatistics.class, "unanalysed")
                .ask(
                        connection,
                        row -> new TableStatistics(
                                row.getString("name"),
                                row.getBoolean("never"),
                                row.getLong("rows"),
                                row.getBoolean("filled")));
    }
}
