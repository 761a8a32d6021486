package io.replyx.verify.evidence.access;

import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The role that a session logged in as, and everything by which it could write or disturb: by itself, by being of the
 * public, or by a role that it could become with SET ROLE.
 *
 * @param role its name
 * @param excesses what it may do beyond reading, with the statement that takes it away
 */
public record RolePrivileges(String role, List<Excess> excesses) {
    private static final int PARAMETERS_SINCE = 15;

    public RolePrivileges {
        excesses = List.copyOf(excesses);
    }

    /** Examine the session's role, with one query for each kind of privilege; any role may. */
    public static RolePrivileges read(Connection connection) throws SQLException {
        List<Excess> excesses = new ArrayList<>();
        for (String kind : kinds(connection.getMetaData().getDatabaseMajorVersion())) {
            excesses.addAll(FactSql.beside(RolePrivileges.class, kind)
                    .ask(connection, row -> new Excess(row.getString("finding"), row.getString("remedy"))));
        }
        return new RolePrivileges(role(connection), excesses);
    }

    private static List<String> kinds(int version) {
        List<String> kinds = new ArrayList<>(List.of(
                "attribute",
                "membership",
                "ownership",
                "container",
                "relation",
                "column",
                "default_privilege",
                "function",
                "large_object"));
        if (version >= PARAMETERS_SINCE) {
            kinds.add("parameter");
        }
        return kinds;
    }

    private static String role(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select session_user")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Whether it can do nothing but read. */
    public boolean onlyReads() {
        return excesses.isEmpty();
    }

    /** What it may do beyond reading, each with the statement that takes it away on a line of its own. */
    public String describe() {
        return excesses.stream()
                .map(excess -> "  - " + excess.what() + "\n      " + excess.remedy())
                .collect(Collectors.joining("\n"));
    }
}
