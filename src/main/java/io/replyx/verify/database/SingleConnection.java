package io.replyx.verify.database;

import java.sql.Connection;
import java.sql.SQLException;
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
    public Loan lend() throws SQLException {
        turn.lock();
        try {
            return new Turn(current());
        } catch (SQLException | RuntimeException e) {
            turn.unlock();
            throw e;
        }
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
