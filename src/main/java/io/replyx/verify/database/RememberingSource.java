package io.replyx.verify.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Hands connections to a pool, and remembers why one could not be opened: the pool keeps trying, and says less. */
final class RememberingSource implements ConnectionsOnly {
    private final DataSource source;
    private @Nullable Connection first;
    private @Nullable NoUsableDatabase failure;

    RememberingSource(DataSource source) {
        this.source = source;
    }

    /** Open the connection that is handed out first. */
    synchronized void openFirst() throws SQLException {
        first = source.getConnection();
    }

    /** Why the last connection could not be opened; null where it could. */
    synchronized @Nullable NoUsableDatabase failure() {
        return failure;
    }

    @Override
    public synchronized Connection getConnection() throws SQLException {
        Connection ready = first;
        first = null;
        if (ready != null) {
            return ready;
        }
        try {
            Connection opened = source.getConnection();
            failure = null;
            return opened;
        } catch (NoUsableDatabase none) {
            failure = none;
            throw new SQLException("no connection", none);
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the user is settled already");
    }

    /** Close what was opened and never asked for. */
    synchronized void close() throws SQLException {
        if (first != null) {
            first.close();
            first = null;
        }
    }
}
