package io.replyx.verify.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a database consists of at one moment. */
public final class Catalog {
    /** The catalog of a database without objects. */
    public static final Catalog EMPTY = new Catalog(new TreeMap<>());

    private final SortedMap<ObjectKey, CatalogObject> objects;

    private Catalog(SortedMap<ObjectKey, CatalogObject> objects) {
        this.objects = Collections.unmodifiableSortedMap(objects);
    }

    /** The catalog of these objects, which must differ in kind or name. */
    public static Catalog of(Collection<? extends CatalogObject> objects) {
        SortedMap<ObjectKey, CatalogObject> byKey = new TreeMap<>();
        for (CatalogObject object : objects) {
            if (byKey.put(object.key(), object) != null) {
                throw new IllegalArgumentException("Two objects are called " + object.key());
            }
        }
        return new Catalog(byKey);
    }

    /** Every object, by kind and name. */
    public Collection<CatalogObject> objects() {
        return objects.values();
    }

    /** The objects of a kind, by name. */
    public List<CatalogObject> objects(ObjectKind kind) {
        return objects.values().stream().filter(each -> each.kind() == kind).toList();
    }

    /** The object of this kind and name. */
    public Optional<CatalogObject> find(ObjectKind kind, String name) {
        return find(new ObjectKey(kind, name));
    }

    /** The object with this key. */
    public Optional<CatalogObject> find(ObjectKey key) {
        return Optional.ofNullable(objects.get(key));
    }

    /** The number of objects. */
    public int size() {
        return objects.size();
    }

    public boolean isEmpty() {
        return objects.isEmpty();
    }

    public List<Extension> extensions() {
        return all(Extension.class);
    }

    public List<Schema> schemas() {
        return all(Schema.class);
    }

    public List<Table> tables() {
        return all(Table.class);
    }

    public List<Column> columns() {
        return all(Column.class);
    }

    /** The columns whose type has this name, with whatever modifier. */
    public List<Column> columnsOfType(String type) {
        return columns().stream().filter(column -> column.hasType(type)).toList();
    }

    public List<Constraint> constraints() {
        return all(Constraint.class);
    }

    public List<Index> indexes() {
        return all(Index.class);
    }

    public List<Sequence> sequences() {
        return all(Sequence.class);
    }

    public List<View> views() {
        return all(View.class);
    }

    public List<Function> functions() {
        return all(Function.class);
    }

    public List<Trigger> triggers() {
        return all(Trigger.class);
    }

    public List<Type> types() {
        return all(Type.class);
    }

    public List<Policy> policies() {
        return all(Policy.class);
    }

    public List<Grant> grants() {
        return all(Grant.class);
    }

    public List<Comment> comments() {
        return all(Comment.class);
    }

    public List<Setting> settings() {
        return all(Setting.class);
    }

    /** The objects whose records are of this type, by name. */
    public <T extends CatalogObject> List<T> all(Class<T> type) {
        return objects.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The same without what belongs to the server rather than to the schema, for comparison with an approved one. */
    public Catalog portable() {
        return of(Portable.of(this));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Catalog catalog && objects.equals(catalog.objects);
    }

    @Override
    public int hashCode() {
        return objects.hashCode();
    }

    @Override
    public String toString() {
        return "Catalog of " + size() + " objects";
    }
}
