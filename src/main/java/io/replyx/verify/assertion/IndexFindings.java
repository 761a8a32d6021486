package io.replyx.verify.assertion;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges indexes that cost every write and serve nobody. */
public record IndexFindings(Catalog catalog) {

    /** What is to be said of indexes over the same columns of a table: of two that are alike to the letter, one can go. */
    public List<Finding> duplicates(List<String> names) {
        List<Index> group = catalog.indexes().stream()
                .filter(index -> names.contains(index.name()))
                .toList();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            for (int j = i + 1; j < group.size(); j++) {
                findings.add(pair(group.get(i), group.get(j)));
            }
        }
        return findings;
    }

    private static Finding pair(Index one, Index other) {
        Index spare = one.constraint().isEmpty() ? one : other;
        Index kept = spare.equals(one) ? other : one;
        boolean alike = what(one).equals(what(other)) && one.unique() == other.unique();
        if (alike && spare.constraint().isEmpty()) {
            return Finding.broken(
                    "index " + spare.name(),
                    "extra: index " + spare.name() + " is the same as index " + kept.name()
                            + ", and every write pays for both\n  remedy: DROP INDEX CONCURRENTLY " + spare.name()
                            + ";");
        }
        return Finding.note(
                "index " + spare.name(),
                "index " + spare.name() + " is over the same columns as index " + kept.name()
                        + "; see whether one of them will do");
    }

    /** The definition without the name. */
    private static String what(Index index) {
        return index.definition().substring(Math.max(0, index.definition().indexOf(" ON ")));
    }

    /** A note of the indexes that hardly anybody used, where there are any that the catalog knows. */
    public Optional<Finding> unused(List<String> names) {
        List<String> known = names.stream()
                .filter(name -> catalog.indexes().stream()
                        .anyMatch(index -> index.name().equals(name)))
                .sorted()
                .toList();
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.note(
                        "indexes",
                        known.size() + " indexes were scanned fewer than 50 times since statistics were last reset: "
                                + String.join(", ", known)));
    }
}
