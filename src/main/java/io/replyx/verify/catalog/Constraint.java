package io.replyx.verify.catalog;

import java.util.Optional;

/**
 * A constraint of a table; whether a column may be null is told with the column.
 *
 * @param type primary key, unique, foreign key, check or exclusion
 * @param triggers what of the triggers by which the server holds it is switched off, as by DISABLE TRIGGER ALL; often empty
 */
public record Constraint(
        String table,
        String constraint,
        String type,
        String definition,
        @Usually("true") boolean validated,
        boolean deferrable,
        boolean deferred,
        @Usually("true") boolean enforced,
        String inheritance,
        String triggers)
        implements CatalogObject {

    @Override
    public ObjectKind kind() {
        return ObjectKind.CONSTRAINT;
    }

    @Override
    public String name() {
        return table + "." + constraint;
    }

    @Override
    public Optional<ObjectKey> within() {
        return Optional.of(new ObjectKey(ObjectKind.TABLE, table));
    }

    /** Whether it is the table's primary key. */
    public boolean isPrimaryKey() {
        return type.equals("primary key");
    }

    @Override
    public String facts() {
        return definition;
    }
}
