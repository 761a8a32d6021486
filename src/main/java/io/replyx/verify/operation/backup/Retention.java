package io.replyx.verify.operation.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long backups are kept. */
final class Retention {
    /** How many of a database. */
    static final int KEPT = 5;

    private final BackupDirectory directory;

    Retention(BackupDirectory directory) {
        this.directory = directory;
    }

    /**
     * Delete the oldest backups of the same database beyond those that are kept. What is damaged is neither counted nor
     * deleted, so that the last good one always stays.
     *
     * @param newest the backup that was just proved
     */
    List<Path> apply(Backup newest) {
        List<Path> deleted = new ArrayList<>();
        directory.backups().stream()
                .filter(backup -> isOfTheSame(
                        backup.manifest().source(), newest.manifest().source()))
                .filter(backup -> !backup.archive().equals(newest.archive()))
                .skip(KEPT - 1L)
                .forEach(old -> {
                    delete(ManifestFile.of(old.archive()));
                    delete(old.archive());
                    deleted.add(old.archive());
                });
        return deleted;
    }

    private static boolean isOfTheSame(Manifest.Source one, Manifest.Source other) {
        return one.database().equals(other.database())
                && one.systemIdentifier().equals(other.systemIdentifier())
                && (!one.systemIdentifier().isEmpty() || one.address().equals(other.address()));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
