package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Gives libraries that want a data source the connections of one address, without showing them the password.
 *
 * @param patience how long the server may take for an answer; zero for as long as it takes
 */
record ConnectorDataSource(Connector connector, DatabaseUrl url, Duration patience) implements ConnectionsOnly {

    /** Connections whose answers are waited for as long as it takes. */
    ConnectorDataSource(Connector connector, DatabaseUrl url) {
        this(connector, url, Duration.ZERO);
    }

    @Override
    public Connection getConnection() {
        return open(url);
    }

    @Override
    public Connection getConnection(String user, String password) {
        return open(url.withUser(user, Secret.of(password)));
    }

    private Connection open(DatabaseUrl address) {
        Connection connection = connector.open(address);
        try {
            if (!patience.isZero()) {
                connection.setNetworkTimeout(Runnable::run, (int) patience.toMillis());
            }
            return connection;
        } catch (SQLException e) {
            throw ConnectionFailure.explain(address, e);
        }
    }

    @Override
    public int getLoginTimeout() {
        return (int) url.connectTimeout().toSeconds();
    }
}
