package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Refused;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * Finds out whether a connection keeps its session. A pooler of transactions hands each transaction to whatever session
 * is free, so that an advisory lock or a setting would be left in somebody else's.
 */
public final class DirectSession {
    private static final Set<String> PREPARED_ELSEWHERE = Set.of("42P05", "26000");

    private DirectSession() {}

    /**
     * Have nothing begin that a session must keep over several transactions, where none is kept.
     *
     * @throws Refused when a pooler of transactions stands before the server
     */
    public static void require(DatabaseUrl url) {
        if (!isKept(Connector.forProduction(), url)) {
            throw new Refused(
                    "A pooler of transactions stands before " + url.address() + ", behind which a session keeps"
                            + " neither a lock nor a snapshot: name the server itself in DATABASE_URL. Nothing was touched.");
        }
    }

    /** Whether every transaction of a connection to this address reaches the same session. */
    static boolean isKept(Connector connector, DatabaseUrl url) {
        try (Connection first = connector.open(url)) {
            int session = process(first);
            // The server says its process when the connection opens; a pooler says a number of its own.
            return first.unwrap(PGConnection.class).getBackendPID() == session
                    || staysBeside(connector, url, first, session);
        } catch (SQLException e) {
            // What the driver prepared in one session, it meets or misses in another.
            if (PREPARED_ELSEWHERE.contains(SqlState.of(e))) {
                return false;
            }
            throw ConnectionFailure.lost(url, e);
        }
    }

    /** A second client's open transaction takes the session that the first one had, if that was not the first one's own. */
    private static boolean staysBeside(Connector connector, DatabaseUrl url, Connection first, int session)
            throws SQLException {
        try (Connection second = connector.open(url)) {
            second.setAutoCommit(false);
            boolean taken = process(second) == session || process(first) != session;
            second.rollback();
            return !taken;
        }
    }

    private static int process(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
