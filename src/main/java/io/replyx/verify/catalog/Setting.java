package io.replyx.verify.catalog;

/** A parameter that the database sets for its sessions, or for those of one role. */
public record Setting(String role, String parameter, String value) implements CatalogObject {

    @Override
    public ObjectKind kind() {
        return ObjectKind.SETTING;
    }

    @Override
    public String name() {
        return (role.isEmpty() ? "database: " : "role " + role + " in database: ") + parameter;
    }

    @Override
    public String facts() {
        return value;
    }
}
