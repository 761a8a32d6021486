package io.replyx.verify.catalog;

import java.util.Optional;

/** A sequence without the value that it stands at. */
public record Sequence(
        String name,
        @Usually("bigint") String type,
        @Usually("1") String start,
        @Usually("1") String increment,
        @Usually("1") String minimum,
        @Usually("9223372036854775807") String maximum,
        @Usually("1") String cache,
        boolean cycle,
        String ownedBy,
        @Usually("permanent") String persistence,
        @Usually(CatalogObject.DATABASE_OWNER) String owner)
        implements CatalogObject {

    @Override
    public ObjectKind kind() {
        return ObjectKind.SEQUENCE;
    }

    @Override
    public Optional<ObjectKey> within() {
        return ownedBy.isEmpty() ? Optional.empty() : Optional.of(new ObjectKey(ObjectKind.COLUMN, ownedBy));
    }

    @Override
    public String facts() {
        return type;
    }
}
