package io.replyx.verify.contract;

import io.replyx.verify.catalog.Attribute;
import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.ObjectKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One object while it is read from a file: what was not told is as usual. */
final class ApprovedObject {
    private final ObjectKind kind;
    private final Map<String, Object> told = new HashMap<>();

    ApprovedObject(ObjectKind kind) {
        this.kind = kind;
    }

    /** Take a value, or say what is wrong with it. */
    Optional<String> put(String name, Object value) {
        Optional<Attribute> attribute = kind.shape().attributes().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
        if (attribute.isEmpty()) {
            return Optional.of("unknown attribute \"" + name + "\" of a " + kind.label());
        }
        // A text of many lines is written as a list of them.
        Object taken = value instanceof List<?> lines && attribute.get().type() == String.class
                ? String.join("\n", lines.stream().map(Object::toString).toList())
                : value;
        if (!fits(attribute.get().type(), taken)) {
            return Optional.of("\"" + name + "\" of a " + kind.label() + " cannot be " + value);
        }
        told.put(name, taken);
        return Optional.empty();
    }

    /** The object, unless it lacks a name. */
    Optional<CatalogObject> create() {
        CatalogObject object = kind.shape().create(attribute -> told.getOrDefault(attribute.name(), attribute.usual()));
        String name = object.name();
        boolean named = !name.isBlank() && !name.startsWith(".") && !name.endsWith(".");
        return named ? Optional.of(object) : Optional.empty();
    }

    private static boolean fits(Class<?> type, Object value) {
        if (type == boolean.class) {
            return value instanceof Boolean;
        }
        if (type == int.class) {
            return value instanceof Integer;
        }
        return type == List.class ? value instanceof List : value instanceof String;
    }
}
