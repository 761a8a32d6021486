package io.replyx.verify.database;

import java.util.List;

/**
 * A role of another server, as far as owning objects and having privileges on them goes.
 *
 * @param name its name
 * @param superuser whether it is a superuser
 * @param inherits whether it has the privileges of the roles that it is a member of
 * @param bypassesRowSecurity whether policies do not hold for it
 * @param memberOf names of the roles that it is a member of
 */
public record RoleSketch(
        String name, boolean superuser, boolean inherits, boolean bypassesRowSecurity, List<String> memberOf) {

    public RoleSketch {
        memberOf = List.copyOf(memberOf);
    }

    /** The words that make it, without a password and without a way in. */
    String creation() {
        return "CREATE ROLE " + Sql.identifier(name) + " NOLOGIN" + (superuser ? " SUPERUSER" : "")
                + (inherits ? "" : " NOINHERIT") + (bypassesRowSecurity ? " BYPASSRLS" : "");
    }
}
