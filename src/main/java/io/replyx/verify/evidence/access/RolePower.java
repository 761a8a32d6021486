package io.replyx.verify.evidence.access;

import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A power that reaches beyond the objects of an application.
 *
 * @param role the role that has it
 * @param power the attribute, or the role of the server that it is a member of
 * @param way how it comes by it, where it is another role's
 * @param remedy the statement that takes it away
 */
public record RolePower(String role, String power, String way, String remedy) {

    /** The powers of roles; one that is not there has none. */
    public static List<RolePower> read(Connection connection, List<String> roles) throws SQLException {
        return FactSql.beside(RolePower.class, "powers")
                .ask(
                        connection,
                        row -> new RolePower(
                                row.getString("role"),
                                row.getString("power"),
                                row.getString("way"),
                                row.getString("remedy")),
                        roles);
    }
}
