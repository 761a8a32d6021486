package io.replyx.verify.evidence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves a hundred rows of each large table that no foreign key refers to, where thousands of vectors would only be
 * indexed once more: before a dump, which shows with these what it cannot bring back, and before a version is applied
 * again to what its undo gave back row for row.
 */
public final class Thinning {
    private static final String LARGE = """
            select pg_catalog.format('delete from only %1$I.%2$I where ctid <> all (array(select ctid from only %1$I.%2$I'
                       ' limit 100))', n.nspname, c.relname) as statement
              from pg_catalog.pg_class as c join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
             where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_t'
               and pg_catalog.pg_table_size(c.oid) > 1048576
               and not exists (select from pg_catalog.pg_constraint as f where f.contype = 'f' and f.confrelid = c.oid)
               and not exists (
                 select from pg_catalog.pg_depend as d
                  where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid and d.deptype = 'e')
             order by 1
            """;

    private Thinning() {}

    /** Thin out a disposable database, over a connection of a superuser. */
    public static void of(Connection connection) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(LARGE)) {
                while (row.next()) {
                    statements.add(row.getString("statement"));
                }
            }
            // Triggers have nothing to say to it.
            statement.execute("set session_replication_role = replica");
            for (String delete : statements) {
                statement.execute(delete);
            }
            statement.execute("reset session_replication_role");
        }
    }
}
