package io.replyx.verify.assertion;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Judges indexes that cost every write and serve nobody. */
public record IndexFindings(Catalog catalog) {

    /** Indexes that are alike to the letter but for their names: one can go, unless each serves a constraint. */
    public List<Finding> twins() {
        List<Finding> findings = new ArrayList<>();
        catalog.indexes().stream()
                .collect(Collectors.groupingBy(IndexFindings::what, TreeMap::new, Collectors.toList()))
                .values()
                .forEach(group -> spare(group).forEach(spare -> findings.add(twin(spare, kept(group, spare)))));
        return findings;
    }

    /** All of a group that serve no constraint, but for one where nobody else would be left. */
    private static List<Index> spare(List<Index> group) {
        List<Index> free =
                group.stream().filter(index -> index.constraint().isEmpty()).toList();
        return free.size() == group.size() ? free.subList(1, free.size()) : free;
    }

    private static Index kept(List<Index> group, Index spare) {
        return group.stream()
                .filter(index -> !index.constraint().isEmpty())
                .findFirst()
                .orElse(group.get(0).equals(spare) ? group.get(group.size() - 1) : group.get(0));
    }

    private static Finding twin(Index spare, Index kept) {
        return Finding.broken(
                "index " + spare.name(),
                "extra: index " + spare.name() + " is the same as index " + kept.name()
                        + ", and every write pays for both\n  remedy: DROP INDEX CONCURRENTLY " + spare.name() + ";");
    }

    /** The definition without the name, which may hold anything. */
    private static String what(Index index) {
        String definition = index.definition();
        int end = definition.lastIndexOf(" ON " + index.table() + " USING ");
        String rest = definition.substring(Math.max(0, end < 0 ? definition.indexOf(" ON ") : end));
        return index.table() + (index.unique() ? " unique" : "") + rest;
    }

    /** A note of indexes over the same columns of a table that are not twins, where there are any. */
    public Optional<Finding> overlapping(List<List<String>> groups) {
        List<String> told = groups.stream()
                .map(names -> catalog.indexes().stream()
                        .filter(index -> names.contains(index.name()))
                        .toList())
                .filter(group ->
                        group.stream().map(IndexFindings::what).distinct().count() > 1)
                .map(group -> group.stream().map(Index::name).collect(Collectors.joining(" and ")))
                .sorted()
                .toList();
        return told.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.note(
                        "indexes",
                        "indexes over the same columns of a table, of which one may do: " + String.join("; ", told)));
    }

    /** A note of the indexes that hardly anybody used, where there are any that the catalog knows. */
    public Optional<Finding> unused(List<String> names) {
        List<String> known = catalog.indexes().stream()
                .map(Index::name)
                .filter(names::contains)
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
