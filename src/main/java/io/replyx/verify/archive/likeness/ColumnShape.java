package io.replyx.verify.archive.likeness;

import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What the planner knows of a column without knowing any of its values.
 *
 * @param schema its table's schema
 * @param table its table
 * @param column its name
 * @param inherited whether it counts the rows of partitions and children as well
 * @param nullFraction which part of it is NULL
 * @param width how wide its values are
 * @param distinct how many different values it has, or, negated, for each row
 * @param correlation how far the rows are in its order; not a number where that is unknown
 */
public record ColumnShape(
        String schema,
        String table,
        String column,
        boolean inherited,
        float nullFraction,
        int width,
        float distinct,
        float correlation) {

    static List<ColumnShape> read(Connection connection) throws SQLException {
        return FactSql.beside(ColumnShape.class, "column_shape").ask(connection, row -> {
            float correlation = row.getFloat("correlation");
            boolean unknown = row.wasNull();
            return new ColumnShape(
                    row.getString("schema"),
                    row.getString("table_name"),
                    row.getString("column_name"),
                    row.getBoolean("inherited"),
                    row.getFloat("null_frac"),
                    row.getInt("avg_width"),
                    row.getFloat("n_distinct"),
                    unknown ? Float.NaN : correlation);
        });
    }
}
