package io.replyx.verify.operation.deploy;

import static io.replyx.verify.assertion.VerifyAssertions.assertThat;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.Index;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Contract.CriticalIndex;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.migration.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The indexes without which the application is not fit for use, at one version. */
final class CriticalIndexes {
    private final List<CriticalIndex> due;

    CriticalIndexes(Subject subject, Optional<Version> at) {
        this.due = subject.contract().map(Contract::criticalIndexes).orElse(List.of()).stream()
                .filter(index -> index.since()
                        .map(Version::of)
                        .filter(since ->
                                at.filter(now -> now.compareTo(since) >= 0).isEmpty())
                        .isEmpty())
                .toList();
    }

    int count() {
        return due.size();
    }

    /** What is wrong with them. */
    List<String> faults(Catalog have) {
        List<String> faults = new ArrayList<>();
        for (CriticalIndex want : due) {
            Optional<Index> index = have.indexes().stream()
                    .filter(each -> each.name().equals(want.name()))
                    .findFirst();
            if (index.isEmpty()) {
                faults.add("missing: index " + want.name() + "; want: " + want.definition());
            } else {
                fault(index.get(), want).ifPresent(faults::add);
            }
        }
        return faults;
    }

    private static Optional<String> fault(Index have, CriticalIndex want) {
        try {
            assertThat(have).isValid().isReady().isDefinedAs(want.definition());
            return Optional.empty();
        } catch (AssertionError differs) {
            return Optional.of(String.valueOf(differs.getMessage()));
        }
    }
}
