package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Secret;

/**
 * The role that owns rehearsal databases.
 *
 * @param name its name
 * @param password its password, made for this run unless it is the server's own superuser
 * @param superuser whether it is a superuser all the time
 * @param made whether it was made for this run, so that it goes with it
 */
record RehearsalOwner(String name, Secret password, boolean superuser, boolean made) {
    private static final String NAME = "rehearsal_owner";
    private static final int SUFFIX_BYTES = 4;

    /** An ordinary role; on a server that stays, under a name of its own, for others may be rehearsing there. */
    static RehearsalOwner create(AdminSession admin, boolean plainName) {
        String name = plainName && !exists(admin, NAME) ? NAME : NAME + "_" + Passwords.hex(SUFFIX_BYTES);
        return make(admin, name, false);
    }

    /**
     * A role of a certain name and power, as which another server's versions are applied.
     *
     * @param server the server, as its superuser, who may be that role
     * @throws NoUsableDatabase when somebody else has the name
     */
    static RehearsalOwner like(AdminSession admin, DatabaseUrl server, RoleSketch role) {
        if (role.name().equals(server.user())) {
            return new RehearsalOwner(role.name(), server.password(), true, false);
        }
        if (exists(admin, role.name())) {
            throw new NoUsableDatabase("The rehearsal server " + server.urlHost() + ":" + server.port()
                    + " has a role " + role.name() + " already, which is the name of the one that owns production's"
                    + " tables, so that versions cannot be applied as it. Name another server in"
                    + " REHEARSAL_SERVER_URL, or none.");
        }
        return make(admin, role.name(), role.superuser());
    }

    private static boolean exists(AdminSession admin, String name) {
        return !admin.strings("select r.rolname from pg_catalog.pg_roles as r where r.rolname = ?", name)
                .isEmpty();
    }

    private static RehearsalOwner make(AdminSession admin, String name, boolean superuser) {
        var owner = new RehearsalOwner(name, Passwords.random(), superuser, true);
        admin.cheapenPasswords();
        admin.execute("CREATE ROLE " + Sql.identifier(name) + (superuser ? " SUPERUSER" : "") + " LOGIN PASSWORD "
                + Sql.literal(owner.password.reveal()));
        return owner;
    }

    void drop(AdminSession admin) {
        if (made) {
            admin.execute("DROP ROLE IF EXISTS " + Sql.identifier(name));
        }
    }
}
