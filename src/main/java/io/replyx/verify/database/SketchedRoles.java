package io.replyx.verify.database;

import java.util.ArrayList;
import java.util.List;

/** Roles of another server that are made beside its schema, for nobody to come in by, and taken away with it. */
final class SketchedRoles {
    private final AdminSession admin;
    private final List<String> made = new ArrayList<>();

    SketchedRoles(AdminSession admin) {
        this.admin = admin;
    }

    /** Make those that the server lacks; one that it has is somebody else's, and serves as it is. */
    synchronized void make(List<RoleSketch> roles) {
        List<String> there = admin.strings("select r.rolname from pg_catalog.pg_roles as r");
        for (RoleSketch role : roles) {
            if (!there.contains(role.name())) {
                // Noted before it exists: a kill between the two must not leave it behind.
                made.add(role.name());
                admin.execute(role.creation());
            }
        }
        List<String> known = admin.strings("select r.rolname from pg_catalog.pg_roles as r");
        for (RoleSketch role : roles) {
            role.memberOf().stream()
                    .filter(group -> known.contains(group) && (made.contains(role.name()) || made.contains(group)))
                    .forEach(group ->
                            admin.execute("GRANT " + Sql.identifier(group) + " TO " + Sql.identifier(role.name())));
        }
    }

    /** Take away what was made, once nothing belongs to it any more. */
    synchronized void drop() {
        made.forEach(name -> admin.execute("DROP ROLE IF EXISTS " + Sql.identifier(name)));
        made.clear();
    }
}
