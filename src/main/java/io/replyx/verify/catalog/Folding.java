package io.replyx.verify.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Differences sorted into those that stand for themselves and those that came or went with another object. */
final class Folding {
    /** A comment or trigger names a relation without saying which kind of relation it is. */
    private static final List<ObjectKind> RELATIONS =
            List.of(ObjectKind.TABLE, ObjectKind.VIEW, ObjectKind.SEQUENCE, ObjectKind.TYPE);

    private final Map<ObjectKey, Difference> differences;

    Folding(Map<ObjectKey, Difference> differences) {
        this.differences = differences;
    }

    /** A difference that stands for itself, with those that follow from it. */
    record Root(Difference difference, List<Difference> followers) {

        List<Difference> all() {
            return Stream.concat(Stream.of(difference), followers.stream()).toList();
        }

        String describe() {
            if (followers.isEmpty()) {
                return difference.describe();
            }
            Map<ObjectKind, Long> counts = followers.stream()
                    .collect(Collectors.groupingBy(Difference::kind, TreeMap::new, Collectors.counting()));
            return counts.entrySet().stream()
                    .map(each -> each.getValue() + " " + each.getKey().label(each.getValue()))
                    .collect(Collectors.joining(", ", difference.describe() + ", and with it ", ""));
        }
    }

    List<Root> roots() {
        Map<ObjectKey, Root> roots = new LinkedHashMap<>();
        List<Difference> followers = new ArrayList<>();
        for (Difference each : differences.values()) {
            if (rootOf(each).equals(each)) {
                roots.put(each.object().key(), new Root(each, new ArrayList<>()));
            } else {
                followers.add(each);
            }
        }
        for (Difference each : followers) {
            Root root = roots.get(rootOf(each).object().key());
            if (root != null) {
                root.followers().add(each);
            }
        }
        return List.copyOf(roots.values());
    }

    private Difference rootOf(Difference difference) {
        Difference root = difference;
        Optional<Difference> above = above(root);
        while (above.isPresent()) {
            root = above.get();
            above = above(root);
        }
        return root;
    }

    private Optional<Difference> above(Difference difference) {
        if (difference.change() == Change.DIFFERENT) {
            return Optional.empty();
        }
        return difference.object().within().stream()
                .flatMap(Folding::candidates)
                .map(differences::get)
                .filter(above -> above != null && above.change() == difference.change())
                .findFirst();
    }

    private static Stream<ObjectKey> candidates(ObjectKey key) {
        return key.kind() == ObjectKind.TABLE
                ? RELATIONS.stream().map(kind -> new ObjectKey(kind, key.name()))
                : Stream.of(key);
    }
}
