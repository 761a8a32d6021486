package io.replyx.verify.catalog;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What the records of a kind consist of, and how one is made from the values of its attributes. */
public final class Shape {
    private static final Map<ObjectKind, Shape> OF_KIND = Collections.unmodifiableMap(Arrays.stream(ObjectKind.values())
            .collect(Collectors.toMap(kind -> kind, Shape::new, (a, b) -> a, () -> new EnumMap<>(ObjectKind.class))));

    private final Constructor<? extends CatalogObject> constructor;
    private final List<Attribute> all;
    private final List<Attribute> attributes;

    private Shape(ObjectKind kind) {
        RecordComponent[] components = kind.type().getRecordComponents();
        this.all = Arrays.stream(components)
                .map(component -> new Attribute(component, kind))
                .toList();
        this.attributes = all.stream().filter(each -> !each.isKind()).toList();
        this.constructor = canonicalConstructor(kind.type(), components);
    }

    static Shape of(ObjectKind kind) {
        return Objects.requireNonNull(OF_KIND.get(kind));
    }

    /** The attributes in the order of the record's components. */
    public List<Attribute> attributes() {
        return attributes;
    }

    /** Make a record: each attribute's value comes from {@code values}. */
    public <E extends Exception> CatalogObject create(Values<E> values) throws E {
        Object[] arguments = new Object[all.size()];
        for (int i = 0; i < arguments.length; i++) {
            Attribute attribute = all.get(i);
            arguments[i] = attribute.isKind() ? attribute.usual() : values.of(attribute);
        }
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException failure) {
            throw new IllegalArgumentException(failure.getCause());
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Constructor<? extends CatalogObject> canonicalConstructor(
            Class<? extends CatalogObject> type, RecordComponent[] components) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Where the values of a record's attributes come from. */
    @FunctionalInterface
    public interface Values<E extends Exception> {

        /** The value of one attribute, of the attribute's type. */
        Object of(Attribute attribute) throws E;
    }
}
