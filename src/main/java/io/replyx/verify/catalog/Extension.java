package io.replyx.verify.catalog;

/** An extension that is installed in the database. */
public record Extension(String name, String schema, String version) implements CatalogObject {

    @Override
    public ObjectKind kind() {
        return ObjectKind.EXTENSION;
    }

    @Override
    public String facts() {
        return version;
    }

    @Override
    public Extension portable() {
        return new Extension(name, schema, "");
    }
}
