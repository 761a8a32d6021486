package io.replyx.verify.assertion;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.Difference;
import io.replyx.verify.catalog.remedy.Remedy;
import io.replyx.verify.contract.KnownDrift;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns differences from the approved catalog into findings, each with the statement that would put it right. */
public final class DriftFindings {
    private final List<KnownDrift> known;
    private final LocalDate today;

    /**
     * Prepare to tell differences.
     *
     * @param known those that are put up with, each until a day
     */
    public DriftFindings(List<KnownDrift> known, LocalDate today) {
        this.known = List.copyOf(known);
        this.today = today;
    }

    /** One finding a difference, and one for each exception whose day has passed. */
    public List<Finding> of(CatalogDiff diff, Catalog want) {
        Remedy remedy = new Remedy(want, diff.differences());
        List<Finding> findings = new ArrayList<>();
        for (Difference difference : diff.differences()) {
            findings.add(of(difference, remedy));
        }
        known.stream()
                .filter(entry -> entry.expired(today))
                .map(entry -> Finding.broken(
                        entry.object(),
                        "the exception for " + entry.object() + " ended on " + entry.until() + " (" + entry.reason()
                                + "): put it right, or agree on another day in the contract"))
                .forEach(findings::add);
        return findings;
    }

    private Finding of(Difference difference, Remedy remedy) {
        String object = difference.object().key().toString();
        Optional<KnownDrift> exception = known.stream()
                .filter(entry -> entry.object().equals(object) && !entry.expired(today))
                .findFirst();
        if (exception.isPresent()) {
            return Finding.note(
                    object,
                    difference.describe() + "\n  put up with until "
                            + exception.get().until() + ": " + exception.get().reason());
        }
        String statement = remedy.of(difference)
                .map(sql -> "\n  to put it right: " + sql.replace("\n", "\n    "))
                .orElse("");
        return Finding.broken(object, difference.describe() + statement);
    }
}
