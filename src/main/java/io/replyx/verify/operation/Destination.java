package io.replyx.verify.operation;

import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.settings.Refused;
import io.replyx.verify.settings.WrongUse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a rollback leads: what is above goes, and the destination itself stays.
 *
 * @param inPlace the versions that the database has, in the order of the chain
 * @param last the version that stays as the last; empty when every version goes
 */
record Destination(List<Migration> inPlace, Optional<Migration> last) {
    private static final Set<String> NOTHING = Set.of("0", "base");

    /**
     * Make sense of what was asked.
     *
     * @param to a version, a revision, {@code 0} or {@code base}; empty for the version below the last
     * @throws WrongUse when no script has this version or revision
     * @throws Refused when the database has not had the version
     */
    static Destination of(Optional<String> to, MigrationDirectory directory, SchemaHistory history) {
        List<Migration> inPlace = directory.migrations().stream()
                .filter(migration -> history.has(migration.version()))
                .toList();
        if (to.isEmpty()) {
            return new Destination(
                    inPlace, inPlace.size() < 2 ? Optional.empty() : Optional.of(inPlace.get(inPlace.size() - 2)));
        }
        if (NOTHING.contains(to.get())) {
            return new Destination(inPlace, Optional.empty());
        }
        Migration wanted = find(to.get(), directory);
        if (!inPlace.contains(wanted)) {
            throw new Refused("version " + wanted.version() + " is not in place: the database is at "
                    + history.current().map(v -> "version " + v).orElse("no version")
                    + ", and a rollback only goes down. Nothing was touched.");
        }
        return new Destination(inPlace, Optional.of(wanted));
    }

    private static Migration find(String to, MigrationDirectory directory) {
        return Version.parse(to)
                .flatMap(directory::find)
                .or(() -> directory.findRevision(to))
                .orElseThrow(() -> new WrongUse("--to " + to + " is neither a version of " + directory.versioned()
                        + " nor an Alembic revision that one of them names: there are "
                        + directory.migrations().stream()
                                .map(m -> m.version()
                                        + m.revision().map(r -> " (" + r + ")").orElse(""))
                                .toList()
                        + ", and 0 or base for none"));
    }

    /** The versions that go, the highest first. */
    List<Migration> above() {
        List<Migration> above = new ArrayList<>(inPlace.stream()
                .filter(migration -> last.filter(l -> migration.version().compareTo(l.version()) <= 0)
                        .isEmpty())
                .toList());
        Collections.reverse(above);
        return above;
    }

    /** The version in place below another. */
    Optional<Version> below(Migration migration) {
        int at = inPlace.indexOf(migration);
        return at <= 0 ? Optional.empty() : Optional.of(inPlace.get(at - 1).version());
    }
}
