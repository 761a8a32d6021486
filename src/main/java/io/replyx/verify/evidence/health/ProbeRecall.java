package io.replyx.verify.evidence.health;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What share of the nearest rows an ivfflat index finds, measured with a few vectors of its table.
 *
 * @param probes how many lists are searched
 * @param recall the share, 1 for all
 */
public record ProbeRecall(int probes, double recall) {
    /** Beyond this many rows, looking at every row takes longer than advice is worth. */
    public static final long MOST_ROWS = 100_000;

    private static final int VECTORS = 8;
    private static final int NEIGHBOURS = 10;
    private static final String SEARCH = """
            select pg_catalog.format('%I.%I', n.nspname, t.relname) as table_name,
                   pg_catalog.quote_ident(a.attname) as column_name,
                   pg_catalog.format('operator(%I.%s)', o.oprnamespace::pg_catalog.regnamespace, o.oprname) as operator,
                   pg_catalog.format('%I.%I', tn.nspname, ty.typname) as type
            from pg_catalog.pg_index i
            join pg_catalog.pg_class t on t.oid = i.indrelid
            join pg_catalog.pg_namespace n on n.oid = t.relnamespace
            join pg_catalog.pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
            join pg_catalog.pg_type ty on ty.oid = a.atttypid
            join pg_catalog.pg_namespace tn on tn.oid = ty.typnamespace
            join pg_catalog.pg_opclass c on c.oid = i.indclass[0]
            join pg_catalog.pg_amop p on p.amopfamily = c.opcfamily and p.amoppurpose = 'o' and p.amopstrategy = 1
            join pg_catalog.pg_operator o on o.oid = p.amopopr
            where i.indexrelid = pg_catalog.to_regclass(?) and i.indisvalid and i.indpred is null
            """;

    private record Search(String table, String column, String operator, String type) {
        String nearest(String vector) {
            String distance = column + " " + operator + " '" + vector + "'::" + type;
            return "select " + distance + " from " + table + " order by " + distance + " limit " + NEIGHBOURS;
        }
    }

    /**
     * Measure, within one transaction that only reads; none where the index is over an expression or over some rows only,
     * or where the table has no vectors.
     */
    public static List<ProbeRecall> measure(Connection connection, String index, List<Integer> probes)
            throws SQLException {
        Optional<Search> search = search(connection, index);
        if (search.isEmpty()) {
            return List.of();
        }
        List<String> searches = texts(
                        connection,
                        "select " + search.get().column() + "::text from "
                                + search.get().table() + " where "
                                + search.get().column() + " is not null limit "
                                + VECTORS)
                .stream()
                .map(search.get()::nearest)
                .toList();
        run(connection, "set local enable_indexscan = off");
        List<List<Double>> exact = distances(connection, searches);
        run(connection, "set local enable_indexscan = on");
        run(connection, "set local enable_seqscan = off");
        List<ProbeRecall> measured = new ArrayList<>();
        for (int each : searches.isEmpty() ? List.<Integer>of() : probes) {
            run(connection, "set local ivfflat.probes = " + each);
            measured.add(new ProbeRecall(each, recall(exact, distances(connection, searches))));
        }
        return measured;
    }

    /** By distance, since rows that are equally near may change places. */
    private static double recall(List<List<Double>> exact, List<List<Double>> found) {
        long wanted = 0;
        long there = 0;
        for (int i = 0; i < exact.size(); i++) {
            List<Double> want = exact.get(i);
            if (want.isEmpty()) {
                continue;
            }
            double farthest = want.get(want.size() - 1);
            wanted += want.size();
            there += found.get(i).stream()
                    .filter(distance -> distance <= farthest)
                    .limit(want.size())
                    .count();
        }
        return wanted == 0 ? 1 : (double) there / wanted;
    }

    private static Optional<Search> search(Connection connection, String index) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SEARCH)) {
            query.setString(1, index);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Search(
                                row.getString("table_name"),
                                row.getString("column_name"),
                                row.getString("operator"),
                                row.getString("type")))
                        : Optional.empty();
            }
        }
    }

    private static List<List<Double>> distances(Connection connection, List<String> searches) throws SQLException {
        List<List<Double>> all = new ArrayList<>();
        for (String search : searches) {
            all.add(texts(connection, search).stream()
                    .map(Double::valueOf)
                    .filter(distance -> !distance.isNaN())
                    .toList());
        }
        return all;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                Optional.ofNullable(row.getString(1)).ifPresent(texts::add);
            }
            return texts;
        }
    }
}
