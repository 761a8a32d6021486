package io.replyx.verify.jupiter;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.evidence.Workbench;
import io.replyx.verify.migration.DatabaseVersion;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.settings.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a database in use stands before its pending versions.
 *
 * @param catalog what it consists of
 * @param version the version that it is at, and what is pending
 */
public record Standing(Catalog catalog, DatabaseVersion version) {

    /**
     * Read it.
     *
     * @throws Refused when there is no telling what is pending, or when Flyway would apply nothing
     */
    static Standing read(ReadOnlyDatabase database, MigrationDirectory directory) {
        DatabaseVersion version = database.read(connection -> DatabaseVersion.read(connection, directory));
        Catalog catalog = database.read(new CatalogReader(Workbench.BOOKKEEPING)::readWithin);
        Standing standing = new Standing(catalog, version);
        List<String> obstacles = standing.obstacles(directory);
        if (!obstacles.isEmpty()) {
            throw new Refused("the pending versions of " + database.address() + " cannot be rehearsed ("
                    + version.source() + "):\n  - " + String.join("\n  - ", obstacles) + "\nNothing was touched.");
        }
        return standing;
    }

    /** Versions of the scripts that the database has not had. */
    public List<Migration> pending() {
        return version.pending();
    }

    /** The versions as a person lists them. */
    public String describe() {
        return pending().isEmpty()
                ? "no version is pending"
                : "pending: "
                        + pending().stream()
                                .map(migration -> "version " + migration.version())
                                .collect(Collectors.joining(", "));
    }

    private List<String> obstacles(MigrationDirectory directory) {
        Optional<SchemaHistory> history = version.history();
        if (history.isEmpty()) {
            return version.known()
                            || (catalog.tables().isEmpty() && version.source().startsWith("neither"))
                    ? List.of()
                    : List.of("there is no telling which version the database is at");
        }
        List<String> obstacles = new ArrayList<>();
        history.get().inPlace().forEach((had, row) -> {
            if (directory.find(had).isEmpty() && !row.isBaseline()) {
                obstacles.add("the database has had version " + had + " (" + row.script()
                        + "), which is not among the scripts: it is ahead of them");
            }
        });
        history.get()
                .failed()
                .forEach(row -> obstacles.add(row.script() + " is noted as failed, so that Flyway applies"
                        + " nothing: see ./verify status"));
        Optional<Version> current = history.get().current();
        pending().stream()
                .filter(migration -> current.filter(had -> migration.version().compareTo(had) < 0)
                        .isPresent())
                .forEach(migration -> obstacles.add("version " + migration.version() + " is pending below version "
                        + current.orElseThrow() + ", which is in place: Flyway would pass over it"));
        return obstacles;
    }
}
