package io.replyx.verify.catalog;

import java.util.Optional;

/**
 * A trigger that somebody wrote; those that serve a constraint are told with it.
 *
 * @param enabled origin, always, replica or disabled
 */
public record Trigger(
        String table,
        String trigger,
        String definition,
        @Usually("origin") String enabled) implements CatalogObject {

    @Override
    public ObjectKind kind() {
        return ObjectKind.TRIGGER;
    }

    @Override
    public String name() {
        return table + "." + trigger;
    }

    @Override
    public Optional<ObjectKey> within() {
        return Optional.of(new ObjectKey(ObjectKind.TABLE, table));
    }
}
