package io.replyx.verify.operation.deploy;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.migration.Version;
import io.replyx.verify.operation.Approved;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a catalog is held against once the versions are applied; a fault ends the step.
 *
 * @param subject what the database should be
 * @param catalog what it is
 * @param at the version that it is at
 */
record Inspection(Subject subject, Catalog catalog, Optional<Version> at) {

    String drift() {
        String words = at.map(version -> "version " + version).orElse("the database before the first version");
        Optional<CatalogDiff> diff = new Ground(subject, new Approved(subject)).differences(catalog, at);
        if (diff.isEmpty()) {
            return "not compared, since no catalog is approved for " + words;
        }
        if (!diff.get().isEmpty()) {
            throw StepFailed.of("the database differs from the approved catalog of " + words + ":\n  "
                    + diff.get().describe().replace("\n", "\n  "));
        }
        return "none from the approved catalog of " + words;
    }

    String indexes() {
        CriticalIndexes critical = new CriticalIndexes(subject, at);
        List<String> faults = critical.faults(catalog);
        if (!faults.isEmpty()) {
            throw StepFailed.of(faults.stream()
                    .map(fault -> "\n  " + fault.replace("\n", "\n  "))
                    .collect(Collectors.joining("", "critical indexes are not as the contract has them:", "")));
        }
        return critical.count() + " there, valid and as agreed";
    }
}
