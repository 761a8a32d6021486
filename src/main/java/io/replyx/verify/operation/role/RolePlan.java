package io.replyx.verify.operation.role;

import io.replyx.verify.settings.WrongUse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A role to make.
 *
 * @param kind what it is for
 * @param name its name
 * @param database the database that it works in
 * @param schema the schema that it works in
 * @param serverVersion the major version of the server
 * @param tables qualified tables that a verifier reads, as the contract writes them
 * @param statistics whether a verifier may see what other sessions do
 * @param likeProduction whether a verifier may read what a rehearsal like production takes
 */
public record RolePlan(
        RoleKind kind,
        String name,
        String database,
        String schema,
        int serverVersion,
        List<String> tables,
        boolean statistics,
        boolean likeProduction) {
    private static final int LONGEST_NAME = 63;
    private static final int OLDEST = 14;

    /**
     * A plan whose names the server will take as they are.
     *
     * @throws WrongUse when it would cut or refuse one, or a role that reads no schema is to read all of it
     */
    public RolePlan {
        tables = List.copyOf(tables);
        checked("--name", name);
        checked("--database", database);
        checked("--schema", schema);
        if (name.startsWith("pg_") || name.equals("public") || name.equals("none")) {
            throw new WrongUse("--name " + name + " is a name that PostgreSQL keeps for itself");
        }
        if (likeProduction && kind != RoleKind.VERIFIER) {
            throw new WrongUse("--like-production goes with verifier only: no other role reads for a rehearsal");
        }
        if (serverVersion < OLDEST) {
            throw new WrongUse("--server-version " + serverVersion + " is older than " + OLDEST
                    + ", the oldest server that is supported");
        }
    }

    private static void checked(String option, String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new WrongUse(option + " is empty or has a NUL character, which no name can have");
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_NAME) {
            throw new WrongUse(option + " has " + bytes + " bytes; PostgreSQL would cut it after " + LONGEST_NAME);
        }
    }
}
