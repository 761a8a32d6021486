package io.replyx.verify.cli;

import io.replyx.verify.evidence.access.RolePrivileges;

/** Says in words what a production run's role may do. */
final class RoleText {
    private RoleText() {}

    static String of(RolePrivileges role) {
        return role.onlyReads()
                ? "role " + role.role() + " can only read"
                : "role " + role.role() + " can do more than read ("
                        + role.excesses().size() + " findings), which --allow-privileged-role lets pass:\n"
                        + role.describe();
    }
}
