package io.replyx.verify.contract;

import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a run is about: scripts, and with them what its team says must be true.
 *
 * @param directory the migrations
 * @param fixtures the folder of fixtures, which need not exist
 * @param contract the contract, where there is one
 */
public record Subject(MigrationDirectory directory, Path fixtures, Optional<Contract> contract) {

    /** The name of the subject for reports: the contract's, or else the folder's. */
    public String name() {
        return contract.map(Contract::subject)
                .orElseGet(() -> directory.root().toAbsolutePath().normalize().toString());
    }

    /** Where the approved catalog of a version stands, whether or not it exists. */
    public Path approvedCatalogFile(Version version) {
        return fixtures.resolve("catalog").resolve("V" + version + ".json");
    }

    /** Whether any catalog is approved. */
    public boolean hasApprovedCatalogs() {
        return Files.isDirectory(fixtures.resolve("catalog"));
    }

    /** Where the approved locks of a version stand, whether or not they exist. */
    public Path approvedLocksFile(Version version) {
        return fixtures.resolve("locks").resolve("V" + version + ".txt");
    }

    /** Whether any locks are approved. */
    public boolean hasApprovedLocks() {
        return Files.isDirectory(fixtures.resolve("locks"));
    }

    /** Where the rows that are in place stand, whether or not there are any. */
    public Path rows() {
        return fixtures.resolve("data");
    }
}
