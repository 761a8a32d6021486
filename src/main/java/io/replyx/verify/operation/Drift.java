package io.replyx.verify.operation;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.Difference;
import io.replyx.verify.catalog.ObjectKey;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a database differs from the approved catalog of the version that it is at.
 *
 * @param version the version
 * @param differences what differs; nothing where no catalog is approved
 * @param approved whether a catalog is approved for the version
 */
record Drift(Version version, CatalogDiff differences, boolean approved) {

    static Drift of(Catalog have, Version version, Approved approved) {
        Optional<CatalogDiff> found = approved.differences(have, Optional.of(version));
        return new Drift(version, found.orElse(new CatalogDiff(List.of())), found.isPresent());
    }

    /**
     * Whether every object that differs is as it is one version below, so that an undo which is not in a transaction was
     * begun and did not come to its end. What is INVALID or half detached is what an interruption left.
     */
    boolean isBegunUndo(Migration migration, Optional<Version> below, Catalog have, Approved catalogs) {
        boolean inSteps = migration.undo().filter(Script::transactional).isEmpty();
        Optional<CatalogDiff> fromBelow = catalogs.differences(have, below);
        if (differences.isEmpty() || !inSteps || fromBelow.isEmpty()) {
            return false;
        }
        Set<ObjectKey> foreign = fromBelow.get().differences().stream()
                .map(difference -> difference.object().key())
                .collect(Collectors.toSet());
        return differences.differences().stream()
                .filter(difference -> foreign.contains(difference.object().key()))
                .allMatch(Difference::unfinished);
    }

    /** Why a rollback must not begin. */
    List<String> obstacles(boolean accepted) {
        return differences.isEmpty() || accepted
                ? List.of()
                : List.of("the database differs from the approved catalog of version " + version
                        + ", so that an undo would be on unknown ground. Put that right, or accept it with"
                        + " --accept-drift:" + text());
    }

    /** What whoever confirms should know. */
    List<String> notes(boolean accepted) {
        if (!approved) {
            return List.of("no catalog is approved for version " + version
                    + ", so that the database was not compared with one");
        }
        return differences.isEmpty() || !accepted
                ? List.of()
                : List.of("accepted: the database differs from the approved catalog of version " + version + text());
    }

    private String text() {
        return "\n    " + differences.describe().replace("\n", "\n    ");
    }
}
