package io.replyx.verify.catalog;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;

/** One attribute of a kind: a text, a yes or no, a number, or a list of texts. */
public final class Attribute {
    private final RecordComponent component;
    private final Object usual;
    private final String column;

    Attribute(RecordComponent component, ObjectKind kind) {
        this.component = component;
        this.column = separated(component.getName(), '_');
        this.usual = component.getType() == ObjectKind.class ? kind : usual(component);
    }

    /** The name as programs and files use it, as in {@code accessMethod}. */
    public String name() {
        return component.getName();
    }

    /** The name as the columns of a query have it, as in {@code access_method}. */
    public String column() {
        return column;
    }

    static String label(String name) {
        return separated(name, ' ');
    }

    /** The type of its values: String, boolean, int or List. */
    public Class<?> type() {
        return component.getType();
    }

    /** The value that it has when nobody asked for another. */
    public Object usual() {
        return usual;
    }

    /** Its value in an object. */
    public Object value(CatalogObject object) {
        try {
            return component.getAccessor().invoke(object);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Its value in an object, as text. */
    public String text(CatalogObject object) {
        Object value = value(object);
        return value instanceof List<?> list
                ? String.join(", ", list.stream().map(Object::toString).toList())
                : value.toString();
    }

    boolean isKind() {
        return type() == ObjectKind.class;
    }

    private static String separated(String name, char separator) {
        return name.replaceAll("(?=[A-Z])", String.valueOf(separator)).toLowerCase(Locale.ROOT);
    }

    private static Object usual(RecordComponent component) {
        Usually usually = component.getAnnotation(Usually.class);
        String text = usually == null ? "" : usually.value();
        if (component.getType() == boolean.class) {
            return Boolean.valueOf(text);
        }
        if (component.getType() == int.class) {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        }
        return component.getType() == List.class ? (text.isEmpty() ? List.of() : List.of(text)) : text;
    }
}
