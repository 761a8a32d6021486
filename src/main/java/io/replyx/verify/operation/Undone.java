package io.replyx.verify.operation;

import io.replyx.verify.migration.Version;
import java.time.Duration;
import java.util.List;

/**
 * A version that was taken back, for the audit.
 *
 * @param version the version
 * @param script name of the undo script
 * @param checksum Flyway's checksum of that script
 * @param took how long it took
 * @param proof what proved it: the approved catalog that the database was found to have, or that there is none
 * @param notes what was healed, skipped or found out on the way
 */
public record Undone(Version version, String script, int checksum, Duration took, String proof, List<String> notes) {

    public Undone {
        notes = List.copyOf(notes);
    }
}
