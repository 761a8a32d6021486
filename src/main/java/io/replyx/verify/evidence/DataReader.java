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
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Takes the fingerprint of a database's rows, with one pass over each table. */
public final class DataReader {
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

    private final Connection connection;
    private final Set<String> bookkeeping;
    private final boolean acrossDatabases;

    /**
     * Read over a connection.
     *
     * @param connection a connection of a role that may read every table
     * @param bookkeeping unqualified names of tables that are no data, as the schema history
     */
    public DataReader(Connection connection, Set<String> bookkeeping) {
        this(connection, bookkeeping, false);
    }

    private DataReader(Connection connection, Set<String> bookkeeping, boolean acrossDatabases) {
        this.connection = connection;
        this.bookkeeping = Set.copyOf(bookkeeping);
        this.acrossDatabases = acrossDatabases;
    }

    /**
     * Read every table so that the same rows come to the same in another database: what a type sends over the wire may
     * hold numbers of types and tables, which are each database's own, and is then read as text.
     */
    public static DataReader acrossDatabases(Connection connection) {
        return new DataReader(connection, Set.of(), true);
    }

    private record Column(String name, String send) {
        String bytes() {
            return send.isEmpty() || send.equals("-")
                    ? "pg_catalog.convert_to(t." + name + "::text, 'UTF8')"
                    : send + "(t." + name + ")";
        }
    }

    /** The fingerprint of every row and column. */
    public DataFingerprint read() throws SQLException {
        return fingerprint(columns());
    }

    /** The fingerprint of those of the given tables and columns that exist. */
    public DataFingerprint readOnly(SortedMap<String, SortedSet<String>> wanted) throws SQLException {
        Map<String, List<Column>> tables = columns();
        tables.keySet().retainAll(wanted.keySet());
        tables.replaceAll((table, columns) -> columns.stream()
                .filter(column ->
                        wanted.getOrDefault(table, new java.util.TreeSet<>()).contains(column.name()))
                .toList());
        return fingerprint(tables);
    }

    private Map<String, List<Column>> columns() throws SQLException {
        Map<String, List<Column>> tables = new LinkedHashMap<>();
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
                            .map(name -> new Column(name, ""))
                            .toList());
        }
        return tables;
    }

    private void add(ResultSet result, Map<String, List<Column>> tables) throws SQLException {
        if (bookkeeping.contains(result.getString("bare_name"))) {
            return;
        }
        List<Column> columns = tables.computeIfAbsent(result.getString("table_name"), table -> new ArrayList<>());
        String name = result.getString("column_name");
        if (name != null) {
            boolean sent = !acrossDatabases || result.getBoolean("portable");
            columns.add(new Column(name, sent ? result.getString("send") : ""));
        }
    }

    private DataFingerprint fingerprint(Map<String, List<Column>> tables) throws SQLException {
        SortedMap<String, TableFingerprint> fingerprints = new TreeMap<>();
        for (Map.Entry<String, List<Column>> table : tables.entrySet()) {
            fingerprints.put(table.getKey(), fingerprint(table.getKey(), table.getValue()));
        }
        return new DataFingerprint(fingerprints);
    }

    private TableFingerprint fingerprint(String table, List<Column> columns) throws SQLException {
        List<String> names = columns.stream().map(Column::name).toList();
        try (PreparedStatement query = connection.prepareStatement(sql(table, columns));
                ResultSet result = query.executeQuery()) {
            result.next();
            return new TableFingerprint(table, names, result.getLong(1), result.getString(2));
        }
    }

    /** Each row is hashed as an array of its values, which keeps their lengths and NULLs apart; the sum has no order. */
    private static String sql(String table, List<Column> columns) {
        String values = columns.stream().map(Column::bytes).collect(Collectors.joining(", "));
        return "select count(*), coalesce(sum(('x' || pg_catalog.encode(pg_catalog.substr("
                + "pg_catalog.sha256(pg_catalog.array_send(array[" + values + "]::pg_catalog.bytea[])), 1, 8), 'hex'))"
                + "::pg_catalog.bit(64)::pg_catalog.int8::pg_catalog.numeric), 0)::pg_catalog.text from "
                + LargeObjects.from(table) + " t";
    }
}
