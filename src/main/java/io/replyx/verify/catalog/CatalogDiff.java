package io.replyx.verify.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * How the catalog of a database differs from the one that it should have.
 *
 * @param differences by kind and name, where what was dropped or added with an object follows that object
 */
public record CatalogDiff(List<Difference> differences) {

    public CatalogDiff {
        differences = List.copyOf(differences);
    }

    /** Compare what a database has with what it should have. */
    public static CatalogDiff between(Catalog have, Catalog want) {
        if (have.equals(want)) {
            return new CatalogDiff(List.of());
        }
        Set<ObjectKey> keys = new TreeSet<>();
        have.objects().forEach(object -> keys.add(object.key()));
        want.objects().forEach(object -> keys.add(object.key()));

        Comparison comparison = new Comparison(ColumnOrder.moved(have.columns(), want.columns()));
        Map<ObjectKey, Difference> found = new TreeMap<>();
        for (ObjectKey key : keys) {
            comparison.of(have.find(key), want.find(key)).ifPresent(difference -> found.put(key, difference));
        }
        List<Difference> ordered = new ArrayList<>();
        new Folding(found).roots().forEach(root -> ordered.addAll(root.all()));
        return new CatalogDiff(ordered);
    }

    public boolean isEmpty() {
        return differences.isEmpty();
    }

    /** The same without certain differences. */
    public CatalogDiff without(Predicate<Difference> left) {
        return new CatalogDiff(differences.stream().filter(left.negate()).toList());
    }

    /** What differs, line by line; what came or went with an object is counted on the object's line. */
    public String describe() {
        Map<ObjectKey, Difference> byKey = new TreeMap<>();
        differences.forEach(each -> byKey.put(each.object().key(), each));
        return String.join(
                "\n",
                new Folding(byKey).roots().stream().map(Folding.Root::describe).toList());
    }
}
