package io.replyx.verify.archive.likeness;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.evidence.ProductionSize;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;

/**
 * What the planner knows of a database, without any of its values.
 *
 * @param rows how many rows its tables are held to have
 * @param shapes what is known of its columns
 */
public record PlannerFacts(SortedMap<String, Long> rows, List<ColumnShape> shapes) {
    /** From this version on the server takes statistics that it did not gather. */
    static final int TAKES_SHAPES = 18;

    private static final String RESTORE = """
            select pg_catalog.pg_restore_attribute_stats(
                       'schemaname', a.schema, 'relname', a.relation, 'attname', a.column_name,
                       'inherited', a.inherited, 'null_frac', a.null_frac, 'avg_width', a.width,
                       'n_distinct', a.distinct_values, 'correlation', a.correlation)
              from (select ?::pg_catalog.text as schema, ?::pg_catalog.text as relation,
                           ?::pg_catalog.text as column_name, ?::pg_catalog.bool as inherited,
                           ?::pg_catalog.float4 as null_frac, ?::pg_catalog.int4 as width,
                           ?::pg_catalog.float4 as distinct_values,
                           nullif(?::pg_catalog.float4, 'NaN') as correlation) as a
              join pg_catalog.pg_attribute as t
                on t.attrelid = pg_catalog.to_regclass(
                       pg_catalog.quote_ident(a.schema) || '.' || pg_catalog.quote_ident(a.relation))
               and t.attname = a.column_name and t.attnum > 0 and not t.attisdropped
            """;

    public PlannerFacts {
        shapes = List.copyOf(shapes);
    }

    /** Tell the planner of a database that nobody else needs; what is not there any more is passed over. */
    public void stateIn(DisposableDatabase database) throws SQLException {
        ProductionSize size = ProductionSize.of(database);
        size.analyse();
        size.rows(rows);
        try (Connection admin = database.openAsAdmin()) {
            if (admin.getMetaData().getDatabaseMajorVersion() >= TAKES_SHAPES) {
                state(admin);
            }
        }
    }

    private void state(Connection admin) throws SQLException {
        admin.setAutoCommit(false);
        try (PreparedStatement restore = admin.prepareStatement(RESTORE)) {
            for (ColumnShape shape : shapes) {
                restore.setString(1, shape.schema());
                restore.setString(2, shape.table());
                restore.setString(3, shape.column());
                restore.setBoolean(4, shape.inherited());
                restore.setFloat(5, shape.nullFraction());
                restore.setInt(6, shape.width());
                restore.setFloat(7, shape.distinct());
                restore.setFloat(8, shape.correlation());
                restore.execute();
            }
        }
        admin.commit();
    }
}
