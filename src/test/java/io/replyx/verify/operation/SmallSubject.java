package io.replyx.verify.operation;

import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.contract.ApprovedCatalog;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.evidence.Workbench;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.apply.Migrator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A subject of a few lines, written by a test. */
record SmallSubject(Path root) {

    /** A version with its undo; no undo where that is empty. */
    SmallSubject version(int number, String apply, String undo) {
        write("migrations/versioned/V" + number + "__step.sql", apply);
        if (!undo.isEmpty()) {
            write("migrations/undo/U" + number + "__step.sql", undo);
        }
        return this;
    }

    /** Have the undo of a version run statement by statement. */
    SmallSubject stepByStep(int number) {
        write("migrations/undo/U" + number + "__step.sql.conf", "executeInTransaction=false");
        return this;
    }

    private void write(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    MigrationDirectory directory() {
        return MigrationDirectory.read(root.resolve("migrations"));
    }

    Subject subject() {
        return new Subject(directory(), root.resolve("fixtures"), Optional.empty());
    }

    /** Apply every version, without approving anything. */
    SmallSubject deployTo(DisposableDatabase database) {
        for (Migration migration : directory().migrations()) {
            apply(database, migration);
        }
        return this;
    }

    /** Apply every version, and approve the catalog of each. */
    SmallSubject deployAndApprove(DisposableDatabase database) throws SQLException, IOException {
        Files.createDirectories(root.resolve("fixtures/catalog"));
        for (Migration migration : directory().migrations()) {
            apply(database, migration);
            try (Connection connection = database.open()) {
                new ApprovedCatalog(
                                migration.version().toString(),
                                new CatalogReader(Workbench.BOOKKEEPING)
                                        .read(connection)
                                        .portable())
                        .write(subject().approvedCatalogFile(migration.version()));
            }
        }
        return this;
    }

    private void apply(DisposableDatabase database, Migration migration) {
        new Migrator(directory().versioned(), database.dataSource())
                .applyUpTo(migration.version())
                .ifPresent(failure -> {
                    throw new IllegalStateException(failure.describe());
                });
    }
}
