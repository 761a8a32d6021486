package io.replyx.verify.database;

import io.replyx.verify.database.gate.Functions;
import io.replyx.verify.database.gate.Gate;
import io.replyx.verify.database.gate.StatementRefused;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.PoolSettings;
import io.replyx.verify.settings.SslMode;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database that matters: it can be read, one short read-only transaction after the other, and there is no way to
 * write to it. Names are resolved in pg_catalog only; a query that needs operators or types of an extension sets the
 * search path for itself, with SET LOCAL.
 */
public final class ReadOnlyDatabase implements AutoCloseable {
    /** What was replayed since is not in the way of a new read, so that few tries go a long way. */
    private static final int MOST_TRIES = 5;

    private final DatabaseUrl url;
    private final ReadLimits limits;
    private final ReadConnections connections;
    private final ReadWatch watch;
    private TransactionTally tally = TransactionTally.none();
    private int repeated;
    private @Nullable Functions functions;
    private @Nullable RunClock clock;

    /** A database to be read within limits, over one connection that opens with the first read. */
    public ReadOnlyDatabase(DatabaseUrl url, ReadLimits limits) {
        this(url, limits, new SingleConnection(source(url, limits)), ReadWatch.SILENT);
    }

    private ReadOnlyDatabase(DatabaseUrl url, ReadLimits limits, ReadConnections connections, ReadWatch watch) {
        this.url = url;
        this.limits = limits;
        this.connections = connections;
        this.watch = watch;
    }

    /**
     * The same, read over a pool, by several at a time.
     *
     * @param most how many connections there may be, whatever the settings of the pool say
     */
    public static ReadOnlyDatabase pooled(
            DatabaseUrl url, ReadLimits limits, PoolSettings pool, int most, ReadWatch watch) {
        return new ReadOnlyDatabase(url, limits, new PooledConnections(source(url, limits), pool, most), watch);
    }

    private static DataSource source(DatabaseUrl url, ReadLimits limits) {
        // A server that stops answering must not hold up the run: no statement may run longer than this.
        return new ConnectorDataSource(
                Connector.forProduction(), url, limits.statement().plus(limits.idle()));
    }

    /** Host, port and database, for messages. */
    public String address() {
        return url.address();
    }

    DatabaseUrl url() {
        return url;
    }

    /** The role that reads. */
    public String role() {
        return url.user();
    }

    /** How far the connection is protected at least. */
    public SslMode sslMode() {
        return url.sslMode();
    }

    /** Whether the connection ends on the machine that it begins on. */
    public boolean isOnThisMachine() {
        return url.isLoopback();
    }

    /**
     * Read in a transaction of its own, which is rolled back afterwards. What a standby cancels is read again.
     *
     * @throws ReadTimedOut when a limit was reached
     * @throws NoUsableDatabase when the connection cannot be had or is lost
     * @throws QueryFailed when the server refuses, as it does with whatever writes
     * @throws StatementRefused when the reader sent what could do more than read
     * @throws ReadOnlyEscape when the transaction was ended all the same
     */
    public <T> T read(ReadQuery<T> query) {
        RunClock started = started();
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            started.requireTime();
            try {
                return once(query, started);
            } catch (RecoveryConflict conflict) {
                tellConflict(tries);
            }
        }
        throw new ReadTimedOut("Recovery of the standby at " + url.address() + " cancelled a read " + MOST_TRIES
                + " times. Look at another time, or at the primary; max_standby_streaming_delay and"
                + " hot_standby_feedback of the standby say how long reads may hold up what it replays.");
    }

    private synchronized RunClock started() {
        RunClock started = clock == null ? new RunClock(limits) : clock;
        clock = started;
        return started;
    }

    private synchronized void tellConflict(int tries) {
        if (tries < MOST_TRIES) {
            repeated++;
            watch.repeated("recovery of the standby cancelled a read, which is made again (try " + (tries + 1) + " of "
                    + MOST_TRIES + ")");
        }
    }

    private <T> T once(ReadQuery<T> query, RunClock started) throws RecoveryConflict {
        try (ReadConnections.Loan loan = connections.lend(started.left())) {
            return once(query, started, loan);
        } catch (SQLException e) {
            if (SqlState.of(e).equals(SqlState.CANCELED)) {
                // A statement that begins late is given what is left.
                started.requireTime();
            }
            throw ReadFailure.explain(url, limits, e);
        }
    }

    private <T> T once(ReadQuery<T> query, RunClock started, ReadConnections.Loan loan)
            throws SQLException, RecoveryConflict {
        watch.sent(() -> "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        var transaction = ReadTransaction.begin(loan.connection(), started.remaining());
        boolean proved = false;
        try {
            try {
                return gated(loan.connection(), started, query);
            } finally {
                proved = transaction.endsWithoutId();
                watch.sent(() -> "ROLLBACK");
            }
        } catch (SQLException e) {
            if (!transaction.isCancelledByRecovery(e)) {
                throw e;
            }
            // A standby gives out no ids.
            proved = true;
            loan.spoil();
            throw new RecoveryConflict();
        } catch (ReadOnlyEscape e) {
            // Whatever the session is in now, it is not used again.
            loan.spoil();
            throw e;
        } finally {
            count(!proved);
        }
    }

    /** Counted as one with an id unless it is proved to have none. */
    private synchronized void count(boolean assignedId) {
        tally = tally.plus(assignedId);
    }

    private <T> T gated(Connection current, RunClock started, ReadQuery<T> query) throws SQLException {
        Gate gate = new Gate(current, functions(current), started.meter(watch));
        try {
            T result = query.run(gate.connection());
            gate.tellRefusal();
            return result;
        } finally {
            gate.shut();
        }
    }

    private synchronized Functions functions(Connection current) throws SQLException {
        Functions known = functions == null ? Functions.of(current) : functions;
        functions = known;
        return known;
    }

    /** How many transactions there were, and how many of them were given an id. */
    public synchronized TransactionTally tally() {
        return tally;
    }

    /** How many reads were made again, because a standby cancelled them. */
    public synchronized int repeated() {
        return repeated;
    }

    @Override
    public void close() {
        try {
            connections.close();
        } catch (SQLException e) {
            throw new QueryFailed("Closing the connection to " + url.address(), e);
        }
    }
}
