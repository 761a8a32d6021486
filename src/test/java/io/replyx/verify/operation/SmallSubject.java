package io.replyx.verify.operation;

import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.contract.ApprovedCatalog;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.evidence.Workbench;
import io.replyx.verify.jupiter.RunStore;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.apply.Migrator;
import io.replyx.verify.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** A subject of a few lines, written by a test. */
public record SmallSubject(Path root) {

    /** A version with its undo; no undo where that is empty. */
    public SmallSubject version(int number, String apply, String undo) {
        write("migrations/versioned/V" + number + "__step.sql", apply);
        if (!undo.isEmpty()) {
            write("migrations/undo/U" + number + "__step.sql", undo);
        }
        return this;
    }

    /** Have the undo of a version run statement by statement. */
    public SmallSubject stepByStep(int number) {
        write("migrations/undo/U" + number + "__step.sql.conf", "executeInTransaction=false");
        return this;
    }

    /** Have the script of a version run outside a transaction. */
    public SmallSubject appliedStepByStep(int number) {
        write("migrations/versioned/V" + number + "__step.sql.conf", "executeInTransaction=false");
        return this;
    }

    /** State something in the contract; the lines are YAML. */
    public SmallSubject contract(String... lines) {
        write("fixtures/contract.yaml", "subject: small\n" + String.join("\n", lines) + "\n");
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

    /** Its scripts. */
    public MigrationDirectory directory() {
        return MigrationDirectory.read(root.resolve("migrations"));
    }

    /** All of it, read anew. */
    public Subject subject() {
        return RunStore.subject(Settings.Paths.under(root));
    }

    /** Apply every version, without approving anything. */
    public SmallSubject deployTo(DisposableDatabase database) {
        for (Migration migration : directory().migrations()) {
            apply(database, migration);
        }
        return this;
    }

    /** Apply every version, and approve the catalog of each. */
    public SmallSubject deployAndApprove(DisposableDatabase database) throws SQLException, IOException {
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
