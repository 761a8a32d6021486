package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/** A server that answers, and what to do when it is no longer needed. */
record RunningServer(
        String origin,
        DatabaseUrl adminUrl,
        ServerFacts facts,
        boolean vanishes,
        Function<String, Optional<String>> dump,
        Runnable onClose)
        implements Server {

    /** A server whose facts are read over a first connection. */
    static RunningServer at(DatabaseUrl adminUrl, String origin, boolean vanishes, Runnable onClose) {
        try (Connection connection = Connector.forRehearsal().open(adminUrl)) {
            return new RunningServer(
                    origin,
                    adminUrl,
                    ServerFactsQuery.read(connection, origin),
                    vanishes,
                    database -> Optional.empty(),
                    onClose);
        } catch (SQLException e) {
            throw new QueryFailed("Reading the server's version", e);
        }
    }

    /** The same server, with a way to dump its databases. */
    RunningServer dumpedBy(Function<String, Optional<String>> other) {
        return new RunningServer(origin, adminUrl, facts, vanishes, other, onClose);
    }

    @Override
    public Optional<String> dumpDigest(String database) {
        return dump.apply(database);
    }

    @Override
    public void close() {
        onClose.run();
    }
}
