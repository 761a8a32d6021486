package io.replyx.verify.assertion;

import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.Difference;
import java.util.List;

/** Turns the differences between two catalogs into findings. */
public final class CatalogFindings {
    private CatalogFindings() {}

    /**
     * One finding a difference.
     *
     * @param strict whether what no script can restore, as a column's place, breaks the rule instead of being noted
     */
    public static List<Finding> of(CatalogDiff diff, boolean strict) {
        return diff.differences().stream()
                .map(difference -> of(difference, strict))
                .toList();
    }

    private static Finding of(Difference difference, boolean strict) {
        Severity severity = difference.cosmetic() && !strict ? Severity.NOTE : Severity.BROKEN;
        return Finding.broken(difference.object().key().toString(), difference.describe())
                .as(severity);
    }
}
