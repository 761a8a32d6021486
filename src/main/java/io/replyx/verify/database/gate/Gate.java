package io.replyx.verify.database.gate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stands before a connection for the time of one read, and lets only what reads pass, whoever wrote it. */
public final class Gate {
    /** In the planner's units; what it expects to cost more is explained, but not run. */
    public static final double COST_CEILING = 1_000_000;

    private static final Pattern COST = Pattern.compile("\\(cost=[0-9.]+\\.\\.([0-9.]+) ");

    private final Connection inner;
    private final Functions functions;
    private final Meter meter;
    private @Nullable StatementRefused refusal;
    private boolean open = true;

    /** A gate before a connection whose transaction has begun. */
    public Gate(Connection inner, Functions functions, Meter meter) {
        this.inner = inner;
        this.functions = functions;
        this.meter = meter;
    }

    /** The connection as a reader gets it: every way that statements can take leads through the gate. */
    public Connection connection() {
        return new Door(this, inner).connection();
    }

    /** Shut it: what a reader kept of the connection is of no use any more. */
    public void shut() {
        open = false;
    }

    /**
     * Break the check of a reader that went on after a refusal.
     *
     * @throws StatementRefused the first one
     */
    public void tellRefusal() {
        if (refusal != null) {
            throw refusal;
        }
    }

    void pass(String sql) throws SQLException {
        requireOpen();
        try {
            Classification statement = Classification.of(sql, functions);
            if (statement.analyses()) {
                requireCheap(sql, statement);
            }
        } catch (StatementRefused refused) {
            throw remembered(refused);
        }
    }

    void send(String sql) throws SQLException {
        requireOpen();
        announce(sql);
    }

    private void announce(String sql) throws SQLException {
        meter.statement(() -> StatementText.withoutValues(sql));
        Optional<Duration> rest = meter.rest();
        if (rest.isPresent()) {
            try (Statement statement = inner.createStatement()) {
                // Zero would mean without limit.
                statement.execute("SET LOCAL statement_timeout = "
                        + Math.max(1, rest.get().toMillis()));
            }
        }
    }

    void row() {
        meter.row();
    }

    /** One more than a read may fetch, so that it can be told from one that fetches all that it may. */
    int mostRows() {
        return (int) Math.min(Integer.MAX_VALUE, meter.rows() + 1);
    }

    StatementRefused refuse(String call, String rule) {
        return remembered(new StatementRefused(call, rule));
    }

    private StatementRefused remembered(StatementRefused refused) {
        if (refusal == null) {
            refusal = refused;
        }
        return refused;
    }

    private void requireOpen() {
        if (!open) {
            throw refuse("a statement after the read", "a connection is lent for one read");
        }
    }

    private void requireCheap(String sql, Classification statement) throws SQLException {
        if (statement.parameters()) {
            throw new StatementRefused(
                    "EXPLAIN ANALYZE", "its cost must be known first, so that it takes no parameters");
        }
        double cost = cost(sql.substring(statement.analysed()));
        if (cost >= COST_CEILING) {
            throw new StatementRefused(
                    "EXPLAIN ANALYZE",
                    "the planner expects a cost of " + cost + ", and " + COST_CEILING + " is the limit");
        }
    }

    private double cost(String query) throws SQLException {
        announce("EXPLAIN " + query);
        try (Statement statement = inner.createStatement();
                ResultSet plan = statement.executeQuery("EXPLAIN " + query)) {
            plan.next();
            Matcher cost = COST.matcher(plan.getString(1));
            return cost.find() ? Double.parseDouble(cost.group(1)) : Double.POSITIVE_INFINITY;
        }
    }
}
