package io.replyx.verify.evidence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the columns of all tables whose rows are data, each with how its values are hashed. */
final class HashedColumnReader {
    // A value is hashed as its type's send function gives it: exact for floats and vectors, and cheaper than their
    // text.
    private static final String COLUMNS = """
            select pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) as table_name,
                   c.relname as bare_name,
                   pg_catalog.quote_ident(a.attname) as column_name,
                   case when t.typsend = 0 or e.typsend = 0 then '' else t.typsend::pg_catalog.regproc::text end as send,
                   t.typtype in ('b', 'e') and t.typname not like 'reg%'
                     and (t.typelem = 0 or t.typelem < 16384) and t.typname not like '\\_reg%' as portable
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            left join pg_catalog.pg_attribute a
              on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            left join pg_catalog.pg_type t on t.oid = a.atttypid
            left join pg_catalog.pg_type e on e.oid = t.typelem and t.typlen = -1
            where c.relkind = 'r'
              and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
              and n.nspname not like 'pg\\_temp%' and n.nspname not like 'pg\\_toast\\_temp%'
              and not exists (
                select from pg_catalog.pg_depend d
                where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid and d.deptype = 'e')
              -- Large objects are data too, a row for each of their pages; only superusers may read them there.
              or c.oid = 'pg_catalog.pg_largeobject'::pg_catalog.regclass
              and ? and pg_catalog.has_table_privilege(c.oid, 'SELECT')
            order by 1, a.attname
            """;

    private final Set<String> bookkeeping;
    private final boolean acrossDatabases;

    /**
     * Read columns.
     *
     * @param bookkeeping unqualified names of tables that are no data
     * @param acrossDatabases whether the same values are to come to the same in another database
     */
    HashedColumnReader(Set<String> bookkeeping, boolean acrossDatabases) {
        this.bookkeeping = Set.copyOf(bookkeeping);
        this.acrossDatabases = acrossDatabases;
    }

    Map<String, List<HashedColumn>> read(Connection connection) throws SQLException {
        Map<String, List<HashedColumn>> tables = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
            query.setBoolean(1, !acrossDatabases);
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    add(result, tables);
                }
            }
        }
        if (!acrossDatabases) {
            tables.put(
                    LargeObjects.TABLE,
                    LargeObjects.COLUMNS.stream()
                            .map(name -> new HashedColumn(name, ""))
                            .toList());
        }
        return tables;
    }

    private void add(ResultSet result, Map<String, List<HashedColumn>> tables) throws SQLException {
        if (bookkeeping.contains(result.getString("bare_name"))) {
            return;
        }
        List<HashedColumn> columns = tables.computeIfAbsent(result.getString("table_name"), table -> new ArrayList<>());
        String name = result.getString("column_name");
        if (name != null) {
            boolean sent = !acrossDatabases || result.getBoolean("portable");
            columns.add(new HashedColumn(name, sent ? result.getString("send") : ""));
        }
    }
}
