package io.replyx.verify.database;

import io.replyx.verify.database.gate.Functions;
import io.replyx.verify.database.gate.Gate;
import io.replyx.verify.database.gate.StatementRefused;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.SslMode;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A database that matters: it can be read, one short read-only transaction after the other, and there is no way to
 * write to it. Names are resolved in pg_catalog only; a query that needs operators or types of an extension sets the
 * search path for itself, with SET LOCAL.
 */
public final class ReadOnlyDatabase implements AutoCloseable {
    private final DatabaseUrl url;
    private final ReadLimits limits;
    private final Connector connector;
    private TransactionTally tally = TransactionTally.none();
    private @Nullable Connection connection;
    private @Nullable Functions functions;
    private @Nullable RunClock clock;

    /** A database to be read within limits; the connection opens with the first read. */
    public ReadOnlyDatabase(DatabaseUrl url, ReadLimits limits) {
        this(url, limits, Connector.forProduction());
    }

    private ReadOnlyDatabase(DatabaseUrl url, ReadLimits limits, Connector connector) {
        this.url = url;
        this.limits = limits;
        this.connector = connector;
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
     * Read in a transaction of its own, which is rolled back afterwards.
     *
     * @throws ReadTimedOut when a limit was reached
     * @throws NoUsableDatabase when the connection cannot be had or is lost
     * @throws QueryFailed when the server refuses, as it does with whatever writes
     * @throws StatementRefused when the reader sent what could do more than read
     * @throws ReadOnlyEscape when the transaction was ended all the same
     */
    public synchronized <T> T read(ReadQuery<T> query) {
        RunClock started = clock == null ? new RunClock(limits) : clock;
        clock = started;
        started.requireTime();
        Connection current = connection();
        try {
            var transaction = ReadTransaction.begin(current, started.remaining());
            try {
                return gated(current, started, query);
            } finally {
                // Counted as one with an id until it is proved to have none.
                tally = tally.plus(true);
                if (transaction.endsWithoutId()) {
                    tally = new TransactionTally(tally.transactions(), tally.assignedIds() - 1);
                }
            }
        } catch (SQLException e) {
            throw explain(e);
        } catch (ReadOnlyEscape e) {
            // Whatever the session is in now, it is not used again.
            close();
            throw e;
        }
    }

    private <T> T gated(Connection current, RunClock started, ReadQuery<T> query) throws SQLException {
        Functions known = functions == null ? Functions.of(current) : functions;
        functions = known;
        Gate gate = new Gate(current, known, started.meter());
        try {
            T result = query.run(gate.connection());
            gate.tellRefusal();
            return result;
        } finally {
            gate.shut();
        }
    }

    /** How many transactions there were, and how many of them were given an id. */
    public synchronized TransactionTally tally() {
        return tally;
    }

    @Override
    public synchronized void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new QueryFailed("Closing the connection to " + url.address(), e);
        } finally {
            connection = null;
        }
    }

    private Connection connection() {
        try {
            Connection current = connection;
            if (current == null || current.isClosed()) {
                current = connector.open(url);
                // A server that stops answering must not hold up the run: no statement may run longer than this.
                current.setNetworkTimeout(Runnable::run, (int)
                        limits.statement().plus(limits.idle()).toMillis());
                connection = current;
            }
            return current;
        } catch (SQLException e) {
            throw ConnectionFailure.explain(url, e);
        }
    }

    private RuntimeException explain(SQLException exception) {
        String state = SqlState.of(exception);
        if (state.equals(SqlState.CANCELED)) {
            return new ReadTimedOut("A statement on " + url.address() + " took longer than "
                    + limits.statement().toMillis() + " ms and was cancelled. Look at the load of the"
                    + " server, and try again when it is less.");
        }
        if (state.equals(SqlState.LOCK_NOT_AVAILABLE)) {
            return new ReadTimedOut("A lock on " + url.address() + " was not to be had within "
                    + limits.lock().toMillis() + " ms. Somebody is changing the schema: try again when that is done.");
        }
        if (SqlState.connectionLost(state)) {
            return ConnectionFailure.lost(url, exception);
        }
        return new QueryFailed("Reading " + url.address(), exception);
    }
}
