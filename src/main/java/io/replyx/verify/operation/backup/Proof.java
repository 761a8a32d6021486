package io.replyx.verify.operation.backup;

import java.time.Duration;
import java.util.List;

/**
 * That a backup could be restored, and what it came to.
 *
 * @param backup the backup
 * @param took from the check of its archive to the last specification: how long a restore takes
 * @param rules how many rules hold in the restored database
 * @param notes what differs and does no harm
 * @param written how much the database has written since the backup, where that can be told
 */
public record Proof(Backup backup, Duration took, long rules, List<String> notes, String written) {

    public Proof {
        notes = List.copyOf(notes);
    }
}
