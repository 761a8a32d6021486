package io.replyx.verify.operation.deploy;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.Change;
import io.replyx.verify.catalog.Difference;
import io.replyx.verify.catalog.Extension;
import io.replyx.verify.catalog.ObjectKey;
import io.replyx.verify.catalog.Setting;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Version;
import io.replyx.verify.operation.Approved;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How a database differs from what was approved for its version, without what the deployment itself sees to. */
final class Ground {
    private final Approved approved;
    private final Set<String> extensions;
    private final Set<String> settings;

    Ground(Subject subject, Approved approved) {
        this.approved = approved;
        this.extensions = subject.contract().map(Contract::extensions).orElse(List.of()).stream()
                .map(Contract.Extension::name)
                .collect(Collectors.toSet());
        this.settings = subject.contract()
                .map(contract -> contract.databaseSettings().keySet())
                .orElse(Set.of());
    }

    /** What differs; empty where no catalog is approved. */
    Optional<CatalogDiff> differences(Catalog have, Optional<Version> version) {
        return approved.differences(have, version).map(diff -> diff.without(this::isSeenTo));
    }

    private boolean isSeenTo(Difference difference) {
        CatalogObject object = difference.object();
        if (object instanceof Setting setting) {
            return setting.role().isEmpty() && settings.contains(setting.parameter());
        }
        return difference.change() == Change.EXTRA && isOfExtension(object);
    }

    private boolean isOfExtension(CatalogObject object) {
        boolean itself = object instanceof Extension extension && extensions.contains(extension.name());
        return itself
                || object.within()
                        .filter(key -> extensions.stream()
                                .anyMatch(name -> key.toString().equals("extension " + name)))
                        .isPresent();
    }

    /**
     * Whether everything that differs is what the next version makes, so that its script, which is not in a transaction,
     * was begun and did not come to its end. What is INVALID or half detached is what an interruption left.
     */
    boolean isBegun(Migration next, Catalog have, CatalogDiff differences) {
        Optional<CatalogDiff> fromAbove = approved.differences(have, Optional.of(next.version()));
        if (differences.isEmpty() || next.apply().transactional() || fromAbove.isEmpty()) {
            return false;
        }
        Set<ObjectKey> foreign = fromAbove.get().differences().stream()
                .map(difference -> difference.object().key())
                .collect(Collectors.toSet());
        return differences.differences().stream()
                .filter(difference -> foreign.contains(difference.object().key()))
                .allMatch(Difference::unfinished);
    }
}
