package io.replyx.verify.migration.crash;

import static org.awaitility.Awaitility.await;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.migration.sql.SqlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds a script up at one of its statements, so that it can be killed there. */
final class Gate implements AutoCloseable {
    private static final long NUMBER = 4711;

    /** The statement at which a script waits. */
    static final String STATEMENT = "select pg_catalog.pg_advisory_xact_lock(" + NUMBER + ")";

    private static final String WAITS_AT_THE_GATE = "select l.pid from pg_locks l where l.locktype = 'advisory'"
            + " and not l.granted and l.classid = 0 and l.objid = " + NUMBER
            + " and l.database = (select oid from pg_database where datname = current_database())";
    private static final String WAITS_INSIDE = "select a.pid from pg_stat_activity a where a.datname ="
            + " current_database() and a.wait_event_type = 'Lock' and a.query ~* 'concurrently'";

    private final Connection gate;
    private final Connection table;

    Gate(DisposableDatabase database) throws SQLException {
        gate = database.openAsAdmin();
        table = database.open();
        run(gate, "select pg_advisory_lock(" + NUMBER + ")");
    }

    /** Wait until the script is there. */
    int awaitArrival() {
        return processThat(WAITS_AT_THE_GATE);
    }

    /** Let it go on into a statement, and wait until it is in the midst; empty when the statement has nothing to do. */
    Optional<Integer> letInto(SqlStatement statement) throws SQLException {
        Optional<Long> relation = ConcurrentStatements.table(table, statement);
        if (relation.isEmpty()) {
            return Optional.empty();
        }
        table.setAutoCommit(false);
        String name = ask(table, "select " + relation.get() + "::regclass").orElseThrow();
        run(table, "lock table " + name + " in row exclusive mode");
        run(gate, "select pg_advisory_unlock(" + NUMBER + ")");
        return Optional.of(processThat(WAITS_INSIDE));
    }

    void terminate(int process) throws SQLException {
        run(gate, "select pg_terminate_backend(" + process + ")");
    }

    /** Wait until the killed one's session is gone, no longer than is promised. */
    void awaitEnd(int process, long promisedMillis) {
        await().atMost(promisedMillis, TimeUnit.MILLISECONDS)
                .pollInterval(25, TimeUnit.MILLISECONDS)
                .until(() -> ask(gate, "select pid from pg_stat_activity where pid = " + process)
                        .isEmpty());
    }

    private int processThat(String sql) {
        AtomicInteger process = new AtomicInteger();
        await("somebody for whom " + sql)
                .atMost(60, TimeUnit.SECONDS)
                .pollInterval(10, TimeUnit.MILLISECONDS)
                .until(() -> {
                    ask(gate, sql).ifPresent(pid -> process.set(Integer.parseInt(pid)));
                    return process.get() != 0;
                });
        return process.get();
    }

    private static Optional<String> ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (gate;
                table) {
            return;
        }
    }
}
