package io.replyx.verify.catalog;

import java.util.List;

/** A type: enum, domain, composite, range or base. */
public record Type(
        String name,
        String form,
        List<String> labels,
        String baseType,
        boolean notNull,
        String defaultValue,
        String collation,
        List<String> constraints,
        List<String> fields,
        List<String> properties,
        @Usually(CatalogObject.DATABASE_OWNER) String owner)
        implements CatalogObject {

    public Type {
        labels = List.copyOf(labels);
        constraints = List.copyOf(constraints);
        fields = List.copyOf(fields);
        properties = List.copyOf(properties);
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.TYPE;
    }

    @Override
    public String facts() {
        return form;
    }
}
