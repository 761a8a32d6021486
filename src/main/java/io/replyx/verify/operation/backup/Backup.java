package io.replyx.verify.operation.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A backup: an archive and what it is said to hold.
 *
 * @param archive the file that pg_dump wrote
 * @param manifest what stands beside it
 */
public record Backup(Path archive, Manifest manifest) {

    /**
     * Read a backup and see that its archive is the one that was written, byte for byte.
     *
     * @throws BackupNotProven when it is not; nothing was touched
     */
    public static Backup proven(Path archive) {
        Backup backup = look(archive);
        if (!PlainFile.sha256(archive).equals(backup.manifest.archive().sha256())) {
            throw new BackupNotProven(
                    archive + " is not the archive that its manifest is about: its SHA-256 differs, so"
                            + " that it was damaged or swapped. Nothing was touched. Use another backup.");
        }
        return backup;
    }

    /** The same by name and size only, which takes no time. */
    static Backup look(Path archive) {
        PlainFile.require(archive, "the archive");
        Manifest manifest = ManifestFile.read(archive);
        if (!manifest.archive().file().equals(String.valueOf(archive.getFileName()))) {
            throw new BackupNotProven("The manifest beside " + archive + " is about "
                    + manifest.archive().file() + ". Nothing was touched.");
        }
        if (size(archive) != manifest.archive().bytes()) {
            throw new BackupNotProven(archive + " has " + size(archive) + " bytes, and its manifest says "
                    + manifest.archive().bytes()
                    + ": it was cut off or swapped. Nothing was touched. Use another backup.");
        }
        return new Backup(archive, manifest);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
