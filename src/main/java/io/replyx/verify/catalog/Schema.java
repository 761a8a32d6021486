package io.replyx.verify.catalog;

/** A schema, other than those that the server brings. */
public record Schema(
        String name, @Usually(CatalogObject.DATABASE_OWNER) String owner) implements CatalogObject {

    @Override
    public ObjectKind kind() {
        return ObjectKind.SCHEMA;
    }
}
