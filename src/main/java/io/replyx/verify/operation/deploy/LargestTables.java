package io.replyx.verify.operation.deploy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The ten largest tables with what they take on disk and their live rows. */
final class LargestTables {
    private static final String QUERY = """
            select n.nspname || '.' || c.relname as name, pg_catalog.pg_total_relation_size(c.oid) as bytes,
                   pg_catalog.pg_stat_get_live_tuples(c.oid) as live
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
              and n.nspname not like 'pg\\_t%'
            order by 2 desc, 1 limit 10
            """;

    private LargestTables() {}

    static String describe(Connection connection) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            while (row.next()) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%n  %-44s %12s %,12d live rows",
                        row.getString("name"),
                        Disk.mega(row.getLong("bytes")),
                        row.getLong("live")));
            }
        }
        return "the " + lines.size() + " largest tables" + String.join("", lines);
    }
}
