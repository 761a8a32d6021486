package io.replyx.verify.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One connection for all reads, which take turns; a new one takes its place when it is lost. */
final class SingleConnection implements ReadConnections {
    private final DataSource source;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Connection connection;

    SingleConnection(DataSource source) {
        this.source = source;
    }

    @Override
    public Loan lend(Duration left) throws SQLException {
        await(left);
        try {
            return new Turn(current());
        } catch (SQLException | RuntimeException e) {
            turn.unlock();
            throw e;
        }
    }

    private void await(Duration left) {
        try {
            if (turn.tryLock(left.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ReadTimedOut("Another read had the connection for the rest of the run's time.");
    }

    private Connection current() throws SQLException {
        Connection current = connection;
        if (current == null || current.isClosed()) {
            current = source.getConnection();
            connection = current;
        }
        return current;
    }

    @Override
    public void close() throws SQLException {
        Connection current = connection;
        connection = null;
        if (current != null) {
            current.close();
        }
    }

    private final class Turn implements Loan {
        private final Connection lent;
        private boolean spoilt;

        Turn(Connection lent) {
            this.lent = lent;
        }

        @Override
        public Connection connection() {
            return lent;
        }

        @Override
        public void spoil() {
            spoilt = true;
        }

        @Override
        public void close() throws SQLException {
            try {
                if (spoilt) {
                    lent.close();
                }
            } finally {
                turn.unlock();
            }
        }
    }
}
