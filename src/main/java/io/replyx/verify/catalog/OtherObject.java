package io.replyx.verify.catalog;

import java.util.List;

/** An object of a kind that is told as a list of properties. */
public record OtherObject(
        ObjectKind kind,
        String name,
        List<String> properties,
        @Usually(CatalogObject.DATABASE_OWNER) String owner) implements CatalogObject {

    public OtherObject {
        properties = List.copyOf(properties);
    }
}
