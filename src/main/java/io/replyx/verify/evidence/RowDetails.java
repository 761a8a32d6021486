package io.replyx.verify.evidence;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks up, once the fingerprints of a table differ, which of its rows and values do. */
final class RowDetails {
    private static final int MOST_SHOWN = 3;
    private static final int MOST_CHARACTERS = 60;

    /** Long values are told by their beginning and a hash of the whole, so that no table fills the memory. */
    private static final String VALUE =
            "case when pg_catalog.length(v.t) > 300 then pg_catalog.left(v.t, 300) || '…' || "
                    + "pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(v.t, 'UTF8')), 'hex') else v.t end";

    private static final String KEY = """
            select pg_catalog.quote_ident(a.attname)
            from pg_catalog.pg_index i
            cross join lateral pg_catalog.unnest(i.indkey::pg_catalog.int2[]) with ordinality k(attnum, place)
            join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
            where i.indisprimary and i.indrelid = pg_catalog.to_regclass(?)
            order by k.place
            """;

    private static final String NUMBER = """
            select from pg_catalog.pg_attribute a
            join pg_catalog.pg_type t on t.oid = a.atttypid
            where a.attrelid = pg_catalog.to_regclass(?) and pg_catalog.quote_ident(a.attname) = ?
              and t.typcategory = 'N' and not a.attisdropped
            """;

    private final Connection before;
    private final Connection after;
    private final boolean exact;
    private final String table;
    private final List<String> key;

    /**
     * Look at one table on both sides.
     *
     * @param exact whether values must be the same to the letter, and not only mean the same
     * @param common the columns that the table has on both sides
     */
    RowDetails(Connection before, Connection after, boolean exact, String table, List<String> common)
            throws SQLException {
        this.before = before;
        this.after = after;
        this.exact = exact;
        this.table = table;
        List<String> whole = key(before, table);
        this.key = common.containsAll(whole) ? whole : List.of();
    }

    /** Whether rows can be told apart, so that a value that moved to another row is noticed. */
    boolean canNameRows() {
        return !key.isEmpty();
    }

    /** Rows that one side has and the other has not, as the end of a sentence; empty where there are none. */
    String rowsOnOneSide() throws SQLException {
        if (key.isEmpty()) {
            return "";
        }
        Map<String, @Nullable String> want = values(before, "''");
        Map<String, @Nullable String> have = values(after, "''");
        List<String> missing =
                want.keySet().stream().filter(row -> !have.containsKey(row)).toList();
        List<String> extra = exact
                ? have.keySet().stream().filter(row -> !want.containsKey(row)).toList()
                : List.of();
        return (missing.isEmpty() ? "" : "; missing " + shown(missing))
                + (extra.isEmpty() ? "" : "; extra " + shown(extra));
    }

    /** What changed in a column of rows that both sides have; empty when the values mean the same. */
    Optional<String> changedValues(String column) throws SQLException {
        if (key.isEmpty()) {
            return goneValues(column);
        }
        Map<String, @Nullable String> want = values(before, column);
        Map<String, @Nullable String> have = values(after, column);
        boolean number = !exact && isNumber(before, column) && isNumber(after, column);
        List<String> changed = new ArrayList<>();
        for (Map.Entry<String, @Nullable String> row : want.entrySet()) {
            String now = have.get(row.getKey());
            if (have.containsKey(row.getKey()) && !same(row.getValue(), now, number)) {
                changed.add(row.getKey() + ": have " + quoted(now) + ", want " + quoted(row.getValue()));
            }
        }
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of("values differ in " + changed.size() + " of " + want.size() + " rows; " + shown(changed));
    }

    /** Without a key, values can only be looked for, whatever row they stand in. */
    private Optional<String> goneValues(String column) throws SQLException {
        List<String> gone = sorted(before, column);
        for (String value : sorted(after, column)) {
            gone.remove(value);
        }
        return gone.isEmpty()
                ? Optional.empty()
                : Optional.of("values are gone (the table has no primary key to name the rows by): " + shown(gone));
    }

    private List<String> sorted(Connection connection, String column) throws SQLException {
        String sql = "select pg_catalog.quote_nullable(" + VALUE + ") from (select " + column + "::text as t from "
                + LargeObjects.from(table) + " r) v order by 1";
        List<String> values = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet result = query.executeQuery()) {
            while (result.next()) {
                values.add(result.getString(1));
            }
        }
        return values;
    }

    /** Of numbers it is no matter how they are written; of a text of digits it is. */
    private static boolean same(@Nullable String want, @Nullable String have, boolean number) {
        return Objects.equals(want, have) || (number && want != null && have != null && sameNumber(want, have));
    }

    private boolean isNumber(Connection connection, String column) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(NUMBER)) {
            query.setString(1, table);
            query.setString(2, column);
            try (ResultSet result = query.executeQuery()) {
                return result.next();
            }
        }
    }

    private static boolean sameNumber(String want, String have) {
        try {
            return new BigDecimal(want).compareTo(new BigDecimal(have)) == 0;
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }

    private static List<String> key(Connection connection, String table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(KEY)) {
            query.setString(1, table);
            try (ResultSet result = query.executeQuery()) {
                List<String> key = new ArrayList<>();
                while (result.next()) {
                    key.add(result.getString(1));
                }
                return key;
            }
        }
    }

    private Map<String, @Nullable String> values(Connection connection, String expression) throws SQLException {
        String name = key.stream()
                .map(part -> "'" + part.replace("'", "''") + " = ' || " + part + "::text")
                .collect(Collectors.joining(" || ', ' || "));
        String sql = "select v.k, " + VALUE + " from (select " + name + " as k, " + expression + "::text as t from "
                + LargeObjects.from(table) + " r order by " + String.join(", ", key) + ") v";
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet result = query.executeQuery()) {
            while (result.next()) {
                values.put(result.getString(1), result.getString(2));
            }
        }
        return values;
    }

    private static String shown(List<String> rows) {
        String some = rows.stream().limit(MOST_SHOWN).collect(Collectors.joining("; "));
        return rows.size() > MOST_SHOWN ? some + "; and " + (rows.size() - MOST_SHOWN) + " more" : some;
    }

    private static String quoted(@Nullable String value) {
        if (value == null) {
            return "NULL";
        }
        return "'" + (value.length() > MOST_CHARACTERS ? value.substring(0, MOST_CHARACTERS) + "…" : value) + "'";
    }
}
