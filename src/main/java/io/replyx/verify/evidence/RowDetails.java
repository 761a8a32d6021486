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

/** Looks up, once two fingerprints differ, which rows of a table it is. */
final class RowDetails implements DataComparison.RowLookup {
    private static final int MOST_SHOWN = 3;
    private static final int MOST_CHARACTERS = 60;
    private static final String KEY = """
            select pg_catalog.quote_ident(a.attname)
            from pg_catalog.pg_index i
            cross join lateral pg_catalog.unnest(i.indkey::pg_catalog.int2[]) with ordinality k(attnum, place)
            join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
            where i.indisprimary and i.indrelid = pg_catalog.to_regclass(?)
            order by k.place
            """;

    private final Connection before;
    private final Connection after;

    private final boolean exact;

    RowDetails(Connection before, Connection after, boolean exact) {
        this.before = before;
        this.after = after;
        this.exact = exact;
    }

    @Override
    public boolean canNameRows(String table) throws SQLException {
        return !key(table).isEmpty();
    }

    @Override
    public String missingRows(String table) throws SQLException {
        List<String> key = key(table);
        if (key.isEmpty()) {
            return "";
        }
        Map<String, @Nullable String> have = values(after, table, key, "null");
        List<String> missing = values(before, table, key, "null").keySet().stream()
                .filter(row -> !have.containsKey(row))
                .toList();
        return missing.isEmpty() ? "" : "; missing " + shown(missing);
    }

    @Override
    public Optional<String> changedValues(String table, String column) throws SQLException {
        List<String> key = key(table);
        if (key.isEmpty()) {
            return changedWithoutKey(table, column);
        }
        Map<String, @Nullable String> want = values(before, table, key, column);
        Map<String, @Nullable String> have = values(after, table, key, column);
        List<String> changed = new ArrayList<>();
        for (Map.Entry<String, @Nullable String> row : want.entrySet()) {
            String now = have.get(row.getKey());
            if (!same(row.getValue(), now)) {
                changed.add(row.getKey() + ": have " + shown(now) + ", want " + shown(row.getValue()));
            }
        }
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of("values differ in " + changed.size() + " of " + want.size() + " rows; " + shown(changed));
    }

    /** Without a key the values can only be counted: which are gone, whatever row they stood in. */
    private Optional<String> changedWithoutKey(String table, String column) throws SQLException {
        List<String> gone = sorted(before, table, column);
        for (String value : sorted(after, table, column)) {
            gone.remove(value);
        }
        return gone.isEmpty()
                ? Optional.empty()
                : Optional.of("values are gone (the table has no primary key to name the rows by): " + shown(gone));
    }

    private static List<String> sorted(Connection connection, String table, String column) throws SQLException {
        String sql = "select coalesce('''' || " + column + "::text || '''', 'NULL') from only " + table + " order by 1";
        List<String> values = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet result = query.executeQuery()) {
            while (result.next()) {
                values.add(result.getString(1));
            }
        }
        return values;
    }

    private boolean same(@Nullable String want, @Nullable String have) {
        return Objects.equals(want, have) || (!exact && want != null && have != null && sameNumber(want, have));
    }

    private static boolean sameNumber(String want, String have) {
        try {
            return new BigDecimal(want).compareTo(new BigDecimal(have)) == 0;
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }

    private List<String> key(String table) throws SQLException {
        try (PreparedStatement query = before.prepareStatement(KEY)) {
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

    private Map<String, @Nullable String> values(Connection connection, String table, List<String> key, String column)
            throws SQLException {
        String row = key.stream()
                .map(part -> "'" + part.replace("'", "''") + " = ' || " + part + "::text")
                .collect(Collectors.joining(" || ', ' || "));
        String sql =
                "select " + row + ", " + column + "::text from only " + table + " order by " + String.join(", ", key);
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

    private static String shown(@Nullable String value) {
        if (value == null) {
            return "NULL";
        }
        String cut = value.length() > MOST_CHARACTERS ? value.substring(0, MOST_CHARACTERS) + "…" : value;
        return "'" + cut + "'";
    }
}
