package io.replyx.verify.operation.role;

/** What a role is for. */
public enum RoleKind {
    /** Looks at production and can do nothing else. */
    VERIFIER,
    /** What the application works as. */
    APP_USER,
    /** What migrations run as. */
    MIGRATION_USER;

    /** The name that it has unless another is asked for. */
    public String usualName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
