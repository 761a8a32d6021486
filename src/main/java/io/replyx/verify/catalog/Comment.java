package io.replyx.verify.catalog;

import java.util.Optional;

/**
 * What somebody wrote about an object.
 *
 * @param object kind and identity of the object, as in {@code table column public.users.email}
 * @param relation the relation that the object hangs on, where there is one
 */
public record Comment(String object, String relation, String text) implements CatalogObject {

    private static final String EXTENSION = "extension ";

    @Override
    public ObjectKind kind() {
        return ObjectKind.COMMENT;
    }

    @Override
    public String name() {
        return object;
    }

    @Override
    public Optional<ObjectKey> within() {
        if (object.startsWith(EXTENSION)) {
            return Optional.of(new ObjectKey(ObjectKind.EXTENSION, object.substring(EXTENSION.length())));
        }
        return relation.isEmpty() ? Optional.empty() : Optional.of(new ObjectKey(ObjectKind.TABLE, relation));
    }
}
