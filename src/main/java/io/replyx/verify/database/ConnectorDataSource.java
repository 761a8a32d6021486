package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Secret;
import java.sql.Connection;

/** Gives libraries that want a data source the connections of one address, without showing them the password. */
record ConnectorDataSource(Connector connector, DatabaseUrl url) implements ConnectionsOnly {

    @Override
    public Connection getConnection() {
        return connector.open(url);
    }

    @Override
    public Connection getConnection(String user, String password) {
        return connector.open(url.withUser(user, Secret.of(password)));
    }

    @Override
    public int getLoginTimeout() {
        return (int) url.connectTimeout().toSeconds();
    }
}
