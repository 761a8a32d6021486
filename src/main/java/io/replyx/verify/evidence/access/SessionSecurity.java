package io.replyx.verify.evidence.access;

import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * How a session is protected, as the server itself sees it.
 *
 * @param encrypted whether the server took the connection over TLS
 * @param protocol the version of TLS, empty without it
 * @param hashing how the server stores a password that is set now
 * @param seesPasswords whether the role may see how passwords are stored
 */
public record SessionSecurity(boolean encrypted, String protocol, String hashing, boolean seesPasswords) {

    /** Ask about the session of a connection. */
    public static SessionSecurity read(Connection connection) throws SQLException {
        return FactSql.beside(SessionSecurity.class, "connection")
                .ask(
                        connection,
                        row -> new SessionSecurity(
                                row.getBoolean("encrypted"),
                                row.getString("protocol"),
                                row.getString("hashing"),
                                row.getBoolean("sees_passwords")))
                .get(0);
    }
}
