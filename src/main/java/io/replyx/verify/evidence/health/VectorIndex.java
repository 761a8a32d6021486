package io.replyx.verify.evidence.health;

import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An index over vectors.
 *
 * @param name the index
 * @param table its table
 * @param method ivfflat or hnsw
 * @param lists how many lists an ivfflat index has
 * @param rows the table's rows as the planner estimates them
 * @param bytes its size when VACUUM or ANALYZE last looked
 * @param valid whether queries may use it
 */
public record VectorIndex(String name, String table, String method, int lists, long rows, long bytes, boolean valid) {

    /** Every index over vectors, those aside that an interrupted REINDEX left. */
    public static List<VectorIndex> read(Connection connection) throws SQLException {
        return FactSql.beside(VectorIndex.class, "vector_index")
                .ask(
                        connection,
                        row -> new VectorIndex(
                                row.getString("name"),
                                row.getString("table_name"),
                                row.getString("method"),
                                row.getInt("lists"),
                                row.getLong("rows"),
                                row.getLong("bytes"),
                                row.getBoolean("valid")));
    }

    /** What ALTER DATABASE has set for everybody, by name. */
    public static Map<String, String> databaseSettings(Connection connection) throws SQLException {
        Map<String, String> settings = new TreeMap<>();
        FactSql.beside(VectorIndex.class, "database_setting")
                .ask(connection, row -> Map.entry(row.getString("name"), row.getString("value")))
                .forEach(setting -> settings.put(setting.getKey(), setting.getValue()));
        return settings;
    }

    /** Whether its lists were made of the rows that were there when it was built. */
    public boolean isIvfflat() {
        return method.equals("ivfflat");
    }
}
