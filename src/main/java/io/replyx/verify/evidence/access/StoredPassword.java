package io.replyx.verify.evidence.access;

import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How the password of a role that logs in is stored; what is stored stays on the server.
 *
 * @param role the role
 * @param method scram-sha-256, md5, none or unknown
 */
public record StoredPassword(String role, String method) {

    /** Ask about roles and the session's own; only whoever may read {@code pg_authid} is told. */
    public static List<StoredPassword> read(Connection connection, List<String> roles) throws SQLException {
        return FactSql.beside(StoredPassword.class, "password")
                .ask(connection, row -> new StoredPassword(row.getString("role"), row.getString("method")), roles);
    }
}
