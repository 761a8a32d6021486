package io.replyx.verify.operation.maintain;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a maintenance is asked to do.
 *
 * @param only the one kind of work to do; empty for VACUUM (ANALYZE) and REINDEX
 * @param objects the tables and indexes to do it for; empty for those of the contract
 * @param lockWait how long to wait for the lock on migrations, before each statement
 * @param longest how long one statement may take
 * @param snapshots how long to wait for old transactions before an index is built
 * @param memory {@code maintenance_work_mem} of the session, where it is not the server's
 * @param disk a path of this machine that is on the disk of the server
 */
public record MaintenanceRequest(
        Optional<Work> only,
        List<String> objects,
        Duration lockWait,
        Duration longest,
        Duration snapshots,
        Optional<String> memory,
        Optional<Path> disk) {
    public MaintenanceRequest {
        objects = List.copyOf(objects);
    }

    /** Everything of the contract, within usual limits. */
    public static MaintenanceRequest standard() {
        return new MaintenanceRequest(
                Optional.empty(),
                List.of(),
                Duration.ofSeconds(30),
                Duration.ofHours(2),
                Duration.ofSeconds(15),
                Optional.empty(),
                Optional.empty());
    }
}
