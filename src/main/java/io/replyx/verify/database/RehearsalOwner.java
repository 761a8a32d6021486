package io.replyx.verify.database;

import io.replyx.verify.settings.Secret;

/**
 * The ordinary role that owns rehearsal databases.
 *
 * @param name its name
 * @param password its password, made for this run
 */
record RehearsalOwner(String name, Secret password) {
    private static final String NAME = "rehearsal_owner";
    private static final int SUFFIX_BYTES = 4;

    /** On a server that stays, under a name of its own, for others may be rehearsing there. */
    static RehearsalOwner create(AdminSession admin, boolean plainName) {
        boolean taken = !admin.strings("select r.rolname from pg_catalog.pg_roles as r where r.rolname = ?", NAME)
                .isEmpty();
        String name = plainName && !taken ? NAME : NAME + "_" + Passwords.hex(SUFFIX_BYTES);
        var owner = new RehearsalOwner(name, Passwords.random());
        admin.cheapenPasswords();
        admin.execute(
                "CREATE ROLE " + Sql.identifier(name) + " LOGIN PASSWORD " + Sql.literal(owner.password.reveal()));
        return owner;
    }

    void drop(AdminSession admin) {
        admin.execute("DROP ROLE IF EXISTS " + Sql.identifier(name));
    }
}
