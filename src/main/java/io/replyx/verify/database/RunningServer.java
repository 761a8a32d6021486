package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A server that answers, and what to do when it is no longer needed. */
record RunningServer(
        String origin, DatabaseUrl adminUrl, ServerFacts facts, boolean vanishes, Dumps dumps, Runnable onClose)
        implements Server {

    /** A server whose facts are read over a first connection. */
    static RunningServer at(DatabaseUrl adminUrl, String origin, boolean vanishes, Runnable onClose) {
        try (Connection connection = Connector.forRehearsal().open(adminUrl)) {
            ServerFacts facts = ServerFactsQuery.read(connection, origin);
            return new RunningServer(
                    origin, adminUrl, facts, vanishes, new ToolDumps(adminUrl, facts.major()), onClose);
        } catch (SQLException e) {
            throw new QueryFailed("Reading the server's version", e);
        }
    }

    /** The same server, with a way of its own to dump its databases. */
    RunningServer dumpedBy(Dumps other) {
        return new RunningServer(origin, adminUrl, facts, vanishes, other, onClose);
    }

    @Override
    public Optional<String> dumpDigest(String database) {
        return dumps.digest(database);
    }

    @Override
    public ServerArchive archive(String database) {
        return dumps.archive(database);
    }

    @Override
    public void close() {
        onClose.run();
    }
}
