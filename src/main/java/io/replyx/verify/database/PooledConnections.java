package io.replyx.verify.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.replyx.verify.settings.PoolSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A pool of connections for reads. It opens one when there is a read for it, and no other before two reads go on at the
 * same time; the pool itself gets connections handed, and never sees an address or a password.
 */
final class PooledConnections implements ReadConnections {
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(30);

    static {
        // By itself it believes for half a second after its last use that a connection still works.
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
    }

    private final RememberingSource source;
    private final PoolSettings settings;
    private final int most;
    private final Semaphore free;
    private @Nullable HikariDataSource pool;

    /** @param most how many connections there may be, whatever the settings say */
    PooledConnections(DataSource source, PoolSettings settings, int most) {
        this.source = new RememberingSource(source);
        this.settings = settings;
        this.most = Math.min(most, settings.largest());
        this.free = new Semaphore(this.most, true);
    }

    @Override
    public Loan lend(Duration left) throws SQLException {
        HikariDataSource current = pool();
        await(left.compareTo(settings.patience()) < 0 ? left : settings.patience());
        boolean lent = false;
        try {
            Loan loan = new Pooled(current, current.getConnection());
            lent = true;
            return loan;
        } catch (SQLTransientConnectionException none) {
            NoUsableDatabase failure = source.failure();
            throw failure == null ? inUse(settings.patience()) : failure;
        } finally {
            if (!lent) {
                free.release();
            }
        }
    }

    /** The pool itself knows one patience for all reads, and not how much time the run has left. */
    private void await(Duration patience) {
        try {
            if (free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw inUse(patience);
    }

    private ReadTimedOut inUse(Duration patience) {
        return new ReadTimedOut("All connections of the run, " + most + ", were in use for " + patience.toSeconds()
                + " s. DB_POOL_SIZE, DB_MAX_OVERFLOW, and budgets.connections of the contract say how many there may"
                + " be, DB_POOL_TIMEOUT how long a read waits.");
    }

    private synchronized HikariDataSource pool() throws SQLException {
        HikariDataSource current = pool;
        if (current == null) {
            // A wrong password is tried once, and told at once: the pool would try again and again.
            source.openFirst();
            current = new HikariDataSource(configuration());
            pool = current;
        }
        return current;
    }

    private HikariConfig configuration() {
        var configuration = new HikariConfig();
        configuration.setPoolName("replyx-verify");
        configuration.setDataSource(source);
        configuration.setMaximumPoolSize(most);
        configuration.setMinimumIdle(0);
        configuration.setInitializationFailTimeout(-1);
        configuration.setConnectionTimeout(settings.patience().toMillis());
        configuration.setMaxLifetime(Math.max(settings.recycle().toMillis(), SHORTEST_LIFE.toMillis()));
        return configuration;
    }

    @Override
    public synchronized void close() throws SQLException {
        source.close();
        if (pool != null) {
            pool.close();
            pool = null;
        }
    }

    private final class Pooled implements Loan {
        private final HikariDataSource pool;
        private final Connection lent;
        private final Connection connection;
        private boolean spoilt;

        Pooled(HikariDataSource pool, Connection lent) throws SQLException {
            this.pool = pool;
            this.lent = lent;
            this.connection = lent.unwrap(Connection.class);
        }

        @Override
        public Connection connection() {
            return connection;
        }

        @Override
        public void spoil() {
            spoilt = true;
        }

        @Override
        public void close() throws SQLException {
            try {
                if (spoilt || connection.isClosed()) {
                    pool.evictConnection(lent);
                } else {
                    lent.close();
                }
            } finally {
                free.release();
            }
        }
    }
}
