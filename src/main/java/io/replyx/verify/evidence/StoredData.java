package io.replyx.verify.evidence;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.ObjectKind;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tables and columns of a database that hold data, each with the number by which the server knows it whatever it is
 * called. A generated column can be computed again and a foreign table keeps its rows elsewhere: neither counts.
 *
 * @param tables by qualified, quoted name
 * @param numbers the same by number
 */
record StoredData(Map<String, StoredTable> tables, Map<Long, StoredTable> numbers) {
    private static final String COLUMNS = """
            select pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) as table_name,
                   c.relname as bare_name,
                   c.oid::pg_catalog.int8 as oid,
                   array(select i.inhparent::pg_catalog.int8 from pg_catalog.pg_inherits i where i.inhrelid = c.oid)
                       as parents,
                   pg_catalog.quote_ident(a.attname) as column_name,
                   a.attnum as column_number
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            left join pg_catalog.pg_attribute a
              on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            where c.relkind in ('r', 'p')
              and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
              and n.nspname not like 'pg\\_temp%' and n.nspname not like 'pg\\_toast\\_temp%'
              and not exists (
                select from pg_catalog.pg_depend d
                where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid and d.deptype = 'e')
            order by 1, a.attnum
            """;

    /** A table, with its columns by number. */
    record StoredTable(String name, long oid, Set<Long> parents, SortedMap<Integer, String> columns) {}

    static StoredData read(Connection connection) throws SQLException {
        Map<String, StoredTable> tables = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(COLUMNS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                if (Workbench.BOOKKEEPING.contains(row.getString("bare_name"))) {
                    continue;
                }
                StoredTable table = tables.get(row.getString("table_name"));
                if (table == null) {
                    table = table(row);
                    tables.put(table.name(), table);
                }
                String column = row.getString("column_name");
                if (column != null) {
                    table.columns().put(row.getInt("column_number"), column);
                }
            }
        }
        Map<Long, StoredTable> numbers = new HashMap<>();
        tables.values().forEach(table -> numbers.put(table.oid(), table));
        return new StoredData(tables, numbers);
    }

    private static StoredTable table(ResultSet row) throws SQLException {
        Array parents = row.getArray("parents");
        return new StoredTable(
                row.getString("table_name"), row.getLong("oid"), Set.of((Long[]) parents.getArray()), new TreeMap<>());
    }

    /** What is here and, under its number or its name, is not in a later state of the same database. */
    List<LostData> goneFrom(StoredData later) {
        List<LostData> gone = new ArrayList<>();
        for (StoredTable table : tables.values()) {
            Optional<StoredTable> now = later.find(table);
            if (now.isEmpty()) {
                gone.add(new LostData(table.name(), Optional.empty(), parentGoes(table, later)));
            } else {
                table.columns().forEach((number, column) -> {
                    if (isGone(number, column, table, now.get())) {
                        gone.add(new LostData(table.name(), Optional.of(column), parentLoses(column, table, later)));
                    }
                });
            }
        }
        return gone;
    }

    private Optional<StoredTable> find(StoredTable table) {
        return Optional.ofNullable(numbers.get(table.oid())).or(() -> Optional.ofNullable(tables.get(table.name())));
    }

    private static boolean isGone(int number, String column, StoredTable table, StoredTable now) {
        boolean same = table.oid() == now.oid() && now.columns().containsKey(number);
        return !same && !now.columns().containsValue(column);
    }

    private boolean parentGoes(StoredTable table, StoredData later) {
        return parents(table).stream().anyMatch(parent -> later.find(parent).isEmpty());
    }

    private boolean parentLoses(String column, StoredTable table, StoredData later) {
        return parents(table).stream()
                .filter(parent -> parent.columns().containsValue(column))
                .anyMatch(parent -> later.find(parent)
                        .filter(now -> now.columns().containsValue(column))
                        .isEmpty());
    }

    private List<StoredTable> parents(StoredTable table) {
        return table.parents().stream()
                .flatMap(parent -> Optional.ofNullable(numbers.get(parent)).stream())
                .toList();
    }

    /** How many rows, and of a column how many values, stand in what is not in an earlier catalog. */
    SortedMap<String, Long> countWhatCameAfter(Catalog earlier, Connection connection) throws SQLException {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (StoredTable table : tables.values()) {
            if (earlier.find(ObjectKind.TABLE, table.name()).isEmpty()) {
                LostData whole = new LostData(table.name(), Optional.empty(), false);
                counts.put(whole.describe(), count("*", table, connection));
                continue;
            }
            for (String name : table.columns().values()) {
                LostData column = new LostData(table.name(), Optional.of(name), false);
                if (earlier.find(ObjectKind.COLUMN, column.object()).isEmpty()) {
                    counts.put(column.describe(), count(name, table, connection));
                }
            }
        }
        return counts;
    }

    private static long count(String what, StoredTable table, Connection connection) throws SQLException {
        String sql = "select count(" + what + ") from " + table.name();
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
