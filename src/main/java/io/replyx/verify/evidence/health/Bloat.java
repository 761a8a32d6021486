package io.replyx.verify.evidence.health;

import io.github.mfvanek.pg.connection.PgConnection;
import io.github.mfvanek.pg.connection.PgConnectionImpl;
import io.github.mfvanek.pg.connection.exception.PgSqlException;
import io.github.mfvanek.pg.core.checks.host.IndexesWithBloatCheckOnHost;
import io.github.mfvanek.pg.core.checks.host.TablesWithBloatCheckOnHost;
import io.github.mfvanek.pg.model.context.PgContext;
import io.replyx.verify.database.LentConnection;
import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Room in a table or B-tree index that holds nothing, as pg-index-health estimates it from what ANALYZE gathered.
 *
 * @param kind table or index
 * @param name its name
 * @param bytes how much room is wasted
 * @param percent the share of its size
 */
public record Bloat(String kind, String name, long bytes, double percent) {
    /** From this share on it is worth a look. */
    private static final double WORTH_A_LOOK = 20;

    /** Estimate it for the tables and indexes of all schemas, in the transaction of a connection. */
    public static List<Bloat> read(Connection connection) throws SQLException {
        List<String> schemas = FactSql.beside(Bloat.class, "schemas").ask(connection, row -> row.getString("name"));
        PgConnection host = PgConnectionImpl.ofUrl(new LentConnection(connection), IndexHealth.ADDRESS);
        List<Bloat> bloats = new ArrayList<>();
        try {
            for (String schema : schemas) {
                PgContext place = PgContext.of(schema, WORTH_A_LOOK);
                new TablesWithBloatCheckOnHost(host)
                        .check(place, table -> table.getBloatPercentage() >= WORTH_A_LOOK)
                        .forEach(table -> bloats.add(new Bloat(
                                "table",
                                table.getTableName(),
                                table.getBloatSizeInBytes(),
                                table.getBloatPercentage())));
                new IndexesWithBloatCheckOnHost(host)
                        .check(place, index -> index.getBloatPercentage() >= WORTH_A_LOOK)
                        .forEach(index -> bloats.add(new Bloat(
                                "index",
                                index.getIndexName(),
                                index.getBloatSizeInBytes(),
                                index.getBloatPercentage())));
            }
        } catch (PgSqlException refused) {
            if (refused.getCause() instanceof SQLException reason) {
                throw reason;
            }
            throw refused;
        }
        return bloats;
    }
}
