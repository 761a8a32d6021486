package io.replyx.verify.archive;

import io.replyx.verify.evidence.SearchAnswer;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Finds what a search answers otherwise in a restored database. */
final class SearchComparison {
    private final DrilledSearch search;

    SearchComparison(DrilledSearch search) {
        this.search = search;
    }

    /** The difference that says most; empty where both answer alike. */
    Optional<String> difference(Optional<SearchAnswer> before, Optional<SearchAnswer> after) {
        if (before.isEmpty() || after.isEmpty()) {
            // That the column is gone is a matter of the catalog.
            return Optional.empty();
        }
        SearchAnswer want = before.get();
        SearchAnswer have = after.get();
        if (!have.exact().equals(want.exact())) {
            return said("other neighbours: have distances " + first(have.exact(), want.exact()) + ", want "
                    + first(want.exact(), have.exact()));
        }
        if (!have.indexes().equals(want.indexes())) {
            return said("at " + search.productionRows() + " rows another plan: have " + words(have) + ", want "
                    + words(want));
        }
        return want.complete() && !have.complete()
                ? said("its index does not give all neighbours any more: have distances "
                        + first(have.indexed(), have.exact()) + ", want " + first(have.exact(), have.indexed()))
                : Optional.empty();
    }

    private Optional<String> said(String what) {
        return Optional.of("search " + search.name() + ": " + what);
    }

    private static String words(SearchAnswer answer) {
        return answer.indexes().isEmpty()
                ? "a scan of the table"
                : "index " + String.join(", ", new TreeSet<>(answer.indexes()));
    }

    /** The first of the lists that differs. */
    private static List<Double> first(List<List<Double>> these, List<List<Double>> those) {
        for (int i = 0; i < these.size(); i++) {
            if (i >= those.size() || !these.get(i).equals(those.get(i))) {
                return these.get(i);
            }
        }
        return List.of();
    }
}
