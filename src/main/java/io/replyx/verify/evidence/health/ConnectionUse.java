package io.replyx.verify.evidence.health;

import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How much of a limit of connections is taken.
 *
 * @param scope the server, the database or a role
 * @param used connections that are open
 * @param available how many there may be for ordinary roles
 */
public record ConnectionUse(String scope, long used, long available) {

    /** The server, and the database and roles that have a limit of their own. */
    public static List<ConnectionUse> read(Connection connection) throws SQLException {
        return FactSql.beside(ConnectionUse.class, "connections")
                .ask(
                        connection,
                        row -> new ConnectionUse(
                                row.getString("scope"), row.getLong("used"), row.getLong("available")));
    }

    /** The share that is taken, in percent. */
    public double percent() {
        return 100.0 * used / Math.max(1, available);
    }
}
