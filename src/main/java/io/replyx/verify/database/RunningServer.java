package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;

/** A server that answers, and what to do when it is no longer needed. */
record RunningServer(String origin, DatabaseUrl adminUrl, ServerFacts facts, boolean vanishes, Runnable onClose)
        implements Server {

    /** A server whose facts are read over a first connection. */
    static RunningServer at(DatabaseUrl adminUrl, String origin, boolean vanishes, Runnable onClose) {
        try (Connection connection = Connector.forRehearsal().open(adminUrl)) {
            return new RunningServer(origin, adminUrl, ServerFactsQuery.read(connection, origin), vanishes, onClose);
        } catch (SQLException e) {
            throw new QueryFailed("Reading the server's version", e);
        }
    }

    @Override
    public void close() {
        onClose.run();
    }
}
