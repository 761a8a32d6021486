package io.replyx.verify.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What a role may do with an object, where that is not what holds by default.
 *
 * @param privileges sorted, {@code ALL} where it is all, with * where they may be passed on; empty where the default was revoked
 * @param extension the extension that the object belongs to, where there is one
 */
public record Grant(
        String objectKind,
        String object,
        String grantee,
        List<String> privileges,
        List<String> grantors,
        String extension)
        implements CatalogObject {

    public Grant {
        privileges = List.copyOf(privileges);
        grantors = List.copyOf(grantors);
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.GRANT;
    }

    @Override
    public String name() {
        return objectKind + " " + object + " to " + grantee;
    }

    @Override
    public Optional<ObjectKey> within() {
        if (!extension.isEmpty()) {
            return Optional.of(new ObjectKey(ObjectKind.EXTENSION, extension));
        }
        return switch (objectKind) {
            case "table" -> Optional.of(new ObjectKey(ObjectKind.TABLE, object));
            case "column" -> Optional.of(new ObjectKey(ObjectKind.COLUMN, object));
            case "sequence" -> Optional.of(new ObjectKey(ObjectKind.SEQUENCE, object));
            case "view", "materialized view" -> Optional.of(new ObjectKey(ObjectKind.VIEW, object));
            case "function" -> Optional.of(new ObjectKey(ObjectKind.FUNCTION, object));
            case "type" -> Optional.of(new ObjectKey(ObjectKind.TYPE, object));
            case "schema" -> Optional.of(new ObjectKey(ObjectKind.SCHEMA, object));
            default -> Optional.empty();
        };
    }

    @Override
    public String facts() {
        return privileges.isEmpty() ? "nothing" : String.join(", ", privileges);
    }

    @Override
    public Grant portable() {
        return new Grant(objectKind, object, grantee, privileges, List.of(), extension);
    }
}
