package io.replyx.verify.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A table, view or sequence of an extension, which may have more than the extension brought.
 *
 * @param parts its columns and what hangs on it, since the server does not say which of it the extension made
 */
public record ExtensionRelation(String name, String extension, List<String> parts) implements CatalogObject {

    public ExtensionRelation {
        parts = List.copyOf(parts);
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.EXTENSION_RELATION;
    }

    @Override
    public Optional<ObjectKey> within() {
        return Optional.of(new ObjectKey(ObjectKind.EXTENSION, extension));
    }
}
