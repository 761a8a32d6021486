package io.replyx.verify.assertion;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.Change;
import io.replyx.verify.catalog.Difference;
import io.replyx.verify.catalog.ObjectKey;
import io.replyx.verify.catalog.remedy.Remedy;
import io.replyx.verify.contract.KnownDrift;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        Map<ObjectKey, KnownDrift> whole = new HashMap<>();
        // Differences stand behind the object that they hang on, so that one pass finds a whole family.
        for (Difference difference : diff.differences()) {
            Optional<KnownDrift> exception = exception(difference, whole);
            if (difference.change() != Change.DIFFERENT) {
                exception.ifPresent(entry -> whole.put(difference.object().key(), entry));
            }
            findings.add(of(difference, exception, remedy));
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

    /** With an object that is there or missing by agreement goes all that hangs on it. */
    private Optional<KnownDrift> exception(Difference difference, Map<ObjectKey, KnownDrift> whole) {
        String object = difference.object().key().toString();
        return known.stream()
                .filter(entry -> entry.object().equals(object) && !entry.expired(today))
                .findFirst()
                .or(() -> difference.object().within().map(whole::get));
    }

    private static Finding of(Difference difference, Optional<KnownDrift> exception, Remedy remedy) {
        String object = difference.object().key().toString();
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
