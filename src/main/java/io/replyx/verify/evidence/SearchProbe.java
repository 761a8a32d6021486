package io.replyx.verify.evidence;

import io.replyx.verify.evidence.NearestNeighbours.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks nearest-neighbour searches of a disposable database, so that its answers can be held against another's. */
public final class SearchProbe {
    private static final int VECTORS = 3;
    private static final List<String> EVERY_ROW = List.of(
            "set local enable_indexscan = off",
            "set local enable_indexonlyscan = off",
            "set local enable_bitmapscan = off");
    /** As many lists and candidates as pgvector allows: what an index then misses, it does not hold. */
    private static final List<String> WHOLE_INDEX = List.of(
            "set local enable_indexscan = on",
            "set local enable_indexonlyscan = on",
            "set local enable_seqscan = off",
            "set local ivfflat.probes = 32768",
            "set local hnsw.ef_search = 1000");

    private final Connection connection;

    /** @param connection of a superuser, in autocommit */
    public SearchProbe(Connection connection) {
        this.connection = connection;
    }

    /** A few vectors of the table that a search goes over, as text; none where the column is not there. */
    public List<String> vectors(Query query) throws SQLException {
        Optional<VectorTarget> target = VectorTarget.find(connection, query);
        return target.isEmpty()
                ? List.of()
                : texts("select " + target.get().column() + "::text from "
                        + target.get().table() + " where " + target.get().column() + " is not null limit " + VECTORS);
    }

    /**
     * Ask for the neighbours of vectors; empty when the column is not there.
     *
     * @param rows how many rows the table has in production
     */
    public Optional<SearchAnswer> ask(Query query, List<String> vectors, long rows) throws SQLException {
        Optional<VectorTarget> target = VectorTarget.find(connection, query);
        if (target.isEmpty()) {
            return Optional.empty();
        }
        List<String> searches = vectors.stream()
                .map(vector -> search(query, target.get(), vector))
                .toList();
        run("begin");
        try {
            return Optional.of(answer(query, searches, rows));
        } finally {
            run("rollback");
        }
    }

    private static String search(Query query, VectorTarget target, String vector) {
        String distance = target.distance(query.operator(), vector);
        return "select " + distance + " from " + target.table() + " order by " + distance + " limit " + query.limit();
    }

    private SearchAnswer answer(Query query, List<String> searches, long rows) throws SQLException {
        ProductionSize.rows(connection, query.table(), rows);
        List<String> indexes = searches.isEmpty()
                ? List.of()
                : QueryPlan.parse(texts("explain (format json) " + searches.get(0))
                                .get(0))
                        .indexes();
        return new SearchAnswer(distances(EVERY_ROW, searches), distances(WHOLE_INDEX, searches), Set.copyOf(indexes));
    }

    private List<List<Double>> distances(List<String> settings, List<String> searches) throws SQLException {
        for (String setting : settings) {
            run(setting);
        }
        List<List<Double>> all = new ArrayList<>();
        for (String search : searches) {
            // What has no distance, such as a zero vector under cosine, is in no index.
            all.add(texts(search).stream()
                    .map(Double::valueOf)
                    .filter(distance -> !distance.isNaN())
                    .toList());
        }
        return all;
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> texts(String sql) throws SQLException {
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
