package io.replyx.verify.evidence.health;

import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A table or an index that is to be maintained.
 *
 * @param name its name
 * @param index whether it is an index
 * @param table the table itself, or that of the index
 * @param bytes its size
 * @param allowed whether the role may maintain it
 */
public record Maintainable(String name, boolean index, String table, long bytes, boolean allowed) {

    /** Those of the names that are there. */
    public static List<Maintainable> read(Connection connection, List<String> names) throws SQLException {
        return FactSql.beside(Maintainable.class, "maintainable")
                .ask(
                        connection,
                        row -> new Maintainable(
                                row.getString("name"),
                                row.getBoolean("is_index"),
                                row.getString("table_name"),
                                row.getLong("bytes"),
                                row.getBoolean("allowed")),
                        names);
    }
}
