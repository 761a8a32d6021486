package io.replyx.verify.jupiter;

import io.replyx.verify.archive.likeness.Likeness;
import io.replyx.verify.assertion.Agreed;
import io.replyx.verify.assertion.CatalogFindings;
import io.replyx.verify.assertion.Finding;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.Change;
import io.replyx.verify.catalog.Difference;
import io.replyx.verify.contract.ApprovedCatalog;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.migration.Migration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was found of a database before its pending versions, so that it is not taken for their fault. It is told once,
 * as a note.
 */
final class Before {
    private static final String CATALOG = "CAT-001";
    private static final String HISTORY = "MIG-008";
    private static final String LOCKS = "MIG-013";
    private static final String USE = "MIG-012";

    /** Of a rehearsal that begins with nothing. */
    static final Before NOTHING = new Before(Set.of(), Set.of(), false);

    /** Of a database to which nothing is done: whatever it has, it has already. */
    static final Before EVERYTHING = new Before(Set.of(), Set.of(), true);

    /** A finding of a rule, without the step at which it was made. */
    private record Known(String rule, String object, String message) {}

    private final Set<Known> known;
    private final Set<String> extra;
    private final boolean everything;
    private final Set<Known> told = new HashSet<>();

    private Before(Set<Known> known, Set<String> extra, boolean everything) {
        this.known = Set.copyOf(known);
        this.extra = Set.copyOf(extra);
        this.everything = everything;
    }

    /**
     * What the specifications found of a likeness.
     *
     * @param version the version that it is at
     */
    static Before of(List<Outcome> outcomes, Likeness likeness, Optional<Migration> version, Subject subject) {
        Set<Known> known = new HashSet<>();
        outcomes.forEach(outcome -> outcome.findings().stream()
                .filter(Finding::isBroken)
                .forEach(finding -> known.add(new Known(outcome.rule(), finding.object(), finding.message()))));
        likeness.use().broken().forEach(fault -> known.add(new Known(USE, fault.object(), fault.message())));
        CatalogDiff drift = drift(likeness, version, subject);
        CatalogFindings.of(drift, true)
                .forEach(finding -> known.add(new Known(CATALOG, finding.object(), finding.message())));
        Set<String> extra = drift.differences().stream()
                .filter(difference -> difference.change() == Change.EXTRA)
                .map(Difference::name)
                .collect(Collectors.toSet());
        return new Before(known, extra, false);
    }

    private static CatalogDiff drift(Likeness likeness, Optional<Migration> version, Subject subject) {
        Optional<Path> approved = version.map(Migration::version)
                .map(subject::approvedCatalogFile)
                .filter(Files::exists);
        return approved.map(file -> CatalogDiff.between(
                        likeness.catalog().portable(),
                        ApprovedCatalog.read(file).catalog().portable()))
                .map(Agreed.by(subject.contract()).readBy(likeness.reader())::without)
                .orElse(new CatalogDiff(List.of()));
    }

    /** What a rule found, with what was there before as notes, or not at all where that was told already. */
    List<Finding> settle(String rule, boolean ofStep, List<Finding> findings) {
        return findings.stream()
                .flatMap(finding ->
                        was(rule, finding) ? told(rule, ofStep, finding).stream() : List.of(finding).stream())
                .toList();
    }

    private boolean was(String rule, Finding finding) {
        if (!finding.isBroken()) {
            return false;
        }
        return (everything && Set.of(CATALOG, HISTORY).contains(rule))
                || known.contains(key(rule, finding))
                || (rule.equals(LOCKS)
                        && finding.message().startsWith("extra: ")
                        && extra.contains(finding.object().replaceFirst("^relation ", "")));
    }

    /** What differs from the approved catalog is told of the whole, with what puts it right, rather than at each step. */
    private Optional<Finding> told(String rule, boolean ofStep, Finding finding) {
        if ((ofStep && rule.equals(CATALOG)) || !told.add(key(rule, finding))) {
            return Optional.empty();
        }
        String object = finding.message().contains(finding.object()) ? "" : finding.object() + " ";
        return Optional.of(Finding.note(finding.object(), "drift before: " + object + finding.message()));
    }

    private static Known key(String rule, Finding finding) {
        return new Known(rule, finding.object(), finding.message());
    }
}
