package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Secret;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Gives libraries that want a data source the connections of one address, without showing them the password. */
record ConnectorDataSource(Connector connector, DatabaseUrl url) implements DataSource {

    @Override
    public Connection getConnection() {
        return connector.open(url);
    }

    @Override
    public Connection getConnection(String user, String password) {
        return connector.open(url.withUser(user, Secret.of(password)));
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // Nothing is logged.
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the address states the timeout");
    }

    @Override
    public int getLoginTimeout() {
        return (int) url.connectTimeout().toSeconds();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("nothing is logged");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
