package io.replyx.verify.evidence;

import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.database.gate.Gate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;

/** Asks the planner how it means to answer a nearest-neighbour search, and times it when that is cheap. */
public final class NearestNeighbours {
    /** Below this many rows the planner may rightly read the whole table. */
    private static final long ROWS_WORTH_AN_INDEX = 10_000;

    /** The vector is a row's own value, which has no place in a report. */
    private static final Pattern VECTOR = Pattern.compile("'[\\[{][^']*'");

    private final ReadOnlyDatabase database;

    /** Ask over a way to the database that cannot write. */
    public NearestNeighbours(ReadOnlyDatabase database) {
        this.database = database;
    }

    /**
     * A search as an application makes it.
     *
     * @param table qualified name of the table
     * @param column the vector column
     * @param operator the distance operator
     * @param limit how many neighbours
     */
    public record Query(String table, String column, String operator, int limit) {}

    /**
     * How a search is answered.
     *
     * @param query the query, with the vector left out
     * @param rows the rows that the planner expects in the table
     * @param empty whether the table has no page, so that no plan says anything
     * @param plan the plan that it chose
     * @param withoutSequentialScan the plan that it chooses when it may not read the whole table
     */
    public record Explained(String query, long rows, boolean empty, QueryPlan plan, QueryPlan withoutSequentialScan) {

        /** Whether the table is so small that a sequential scan says nothing of the index. */
        public boolean tooSmallToTell() {
            return rows < ROWS_WORTH_AN_INDEX;
        }

        /** The plan for a reader. */
        public String describe() {
            return query + "\n" + rows + " rows in the table as the planner sees it\n"
                    + plan.milliseconds().map(ms -> "took " + ms + " ms\n").orElse("")
                    + VECTOR.matcher(plan.json()).replaceAll("'[…]'");
        }
    }

    /** Explain a search; empty when the column is not there. */
    public Optional<Explained> explain(Query query) {
        return database.read(connection -> {
            Optional<VectorTarget> target = VectorTarget.find(connection, query);
            return target.isEmpty() ? Optional.empty() : Optional.of(explain(connection, query, target.get()));
        });
    }

    private static Explained explain(Connection connection, Query query, VectorTarget target) throws SQLException {
        String operator = "operator(" + target.typeSchema() + "." + query.operator() + ")";
        String select = "select * from " + target.table() + " order by " + target.column() + " " + operator + " ";
        String limit = "::" + target.type() + " limit " + query.limit();
        String sql = select + "'" + vector(connection, target) + "'" + limit;
        QueryPlan plan = plan(connection, "explain (format json) ", sql);
        if (plan.cost() < Gate.COST_CEILING) {
            plan = plan(connection, "explain (analyze, buffers, format json) ", sql);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local enable_seqscan = off");
        }
        QueryPlan forced = plan(connection, "explain (format json) ", sql);
        return new Explained(select + "'[…]'" + limit, target.estimatedRows(), target.empty(), plan, forced);
    }

    /** A vector of the table, so that the search is a likely one; without rows, one that has the dimension. */
    private static String vector(Connection connection, VectorTarget target) throws SQLException {
        String sql = "select " + target.column() + "::text from " + target.table() + " where " + target.column()
                + " is not null limit 1";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            if (result.next()) {
                return result.getString(1);
            }
        }
        return target.type().endsWith("sparsevec")
                ? "{1:1}/" + target.dimension()
                : "[1" + ",0".repeat(target.dimension() - 1) + "]";
    }

    private static QueryPlan plan(Connection connection, String explain, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(explain + sql)) {
            result.next();
            return QueryPlan.parse(result.getString(1));
        }
    }
}
