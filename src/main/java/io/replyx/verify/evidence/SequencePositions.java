package io.replyx.verify.evidence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where the sequences of a database stand. How many numbers the server has written ahead into its log is left out: it
 * changes by itself.
 *
 * @param sequences by qualified, quoted name
 */
public record SequencePositions(SortedMap<String, At> sequences) {
    private static final String LIST = """
            select pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) as sequence_name,
                   s.seqincrement > 0 as ascending
            from pg_catalog.pg_sequence s
            join pg_catalog.pg_class c on c.oid = s.seqrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relpersistence <> 't'
              and not exists (
                select from pg_catalog.pg_depend d
                where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid and d.deptype = 'e')
            order by 1
            """;

    private static final String FEEDS = """
            select pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname),
                   pg_catalog.quote_ident(a.attname)
            from pg_catalog.pg_depend d
            join pg_catalog.pg_class c on c.oid = d.refobjid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
            join pg_catalog.pg_sequence s on s.seqrelid = d.objid and s.seqincrement > 0
            where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.refclassid = d.classid
              and d.objid = ?::pg_catalog.regclass and d.deptype in ('a', 'i')
            """;

    /**
     * Where one sequence stands.
     *
     * @param lastValue the last number that it gave out, or the first that it will
     * @param called whether it has given it out
     * @param ascending whether its numbers grow
     */
    public record At(long lastValue, boolean called, boolean ascending) {

        private boolean isBehind(At earlier) {
            int order = Long.compare(lastValue, earlier.lastValue) * (earlier.ascending ? 1 : -1);
            return order < 0 || (order == 0 && earlier.called && !called);
        }

        private String describe() {
            return called ? "last number " + lastValue : "first number " + lastValue + ", not given out";
        }
    }

    /** Read them over a connection; what a transaction sees of them is always their latest. */
    public static SequencePositions read(Connection connection) throws SQLException {
        Map<String, Boolean> ascending = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(LIST);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                ascending.put(row.getString("sequence_name"), row.getBoolean("ascending"));
            }
        }
        SortedMap<String, At> sequences = new TreeMap<>();
        if (ascending.isEmpty()) {
            return new SequencePositions(sequences);
        }
        List<String> names = List.copyOf(ascending.keySet());
        try (PreparedStatement query = connection.prepareStatement(positions(names));
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                String name = names.get(row.getInt("place"));
                boolean grows = ascending.getOrDefault(name, true);
                sequences.put(name, new At(row.getLong("last_value"), row.getBoolean("is_called"), grows));
            }
        }
        return new SequencePositions(sequences);
    }

    /** The view pg_sequences does not tell a sequence that begins at 5 from one that begins at 1. */
    private static String positions(List<String> names) {
        List<String> each = new ArrayList<>();
        for (int place = 0; place < names.size(); place++) {
            each.add("select " + place + " as place, last_value, is_called from " + names.get(place));
        }
        return each.stream().collect(Collectors.joining(" union all "));
    }

    /** Those of these that are in another state as well. */
    SequencePositions only(SequencePositions other) {
        SortedMap<String, At> common = new TreeMap<>(sequences);
        common.keySet().retainAll(other.sequences.keySet());
        return new SequencePositions(common);
    }

    /** How many of them have given out a number. */
    public long called() {
        return sequences.values().stream().filter(At::called).count();
    }

    /** The sequences of these that stand elsewhere in a later state; what is gone is a matter of the catalog. */
    public List<SequenceMove> movedIn(SequencePositions later) {
        List<SequenceMove> moves = new ArrayList<>();
        sequences.forEach((name, at) -> Optional.ofNullable(later.sequences.get(name))
                .filter(now -> now.lastValue != at.lastValue || now.called != at.called)
                .map(now -> new SequenceMove(
                        name, now.isBehind(at), false, "have " + now.describe() + ", want " + at.describe()))
                .ifPresent(moves::add));
        return moves;
    }

    /** The same moves, each forward one with whether it leads beyond every value of the column that it feeds. */
    static List<SequenceMove> weighed(List<SequenceMove> moves, Connection connection) throws SQLException {
        List<SequenceMove> weighed = new ArrayList<>();
        for (SequenceMove move : moves) {
            weighed.add(!move.back() && beyond(move.sequence(), connection) ? move.leadingBeyond() : move);
        }
        return weighed;
    }

    private static boolean beyond(String sequence, Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FEEDS)) {
            query.setString(1, sequence);
            try (ResultSet column = query.executeQuery()) {
                return column.next() && beyond(sequence, column.getString(1), column.getString(2), connection);
            }
        }
    }

    private static boolean beyond(String sequence, String table, String column, Connection connection)
            throws SQLException {
        String sql = "select s.last_value > coalesce((select max(t." + column + ") from " + table + " t), 0) from "
                + sequence + " s";
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }
}
