package io.replyx.verify.operation;

import io.replyx.verify.migration.Checksum;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.Version;
import java.util.List;
import java.util.Optional;

/**
 * One version that a rollback is going to take back.
 *
 * @param migration the version
 * @param below the version that is in place below it; empty below the first
 * @param losses the data that goes with it
 */
public record PlannedUndo(Migration migration, Optional<Version> below, List<Loss> losses) {

    public PlannedUndo {
        losses = List.copyOf(losses);
    }

    /** The script that takes it back. */
    public Script script() {
        return migration.undo().orElseThrow();
    }

    /** Flyway's checksum of that script, as the history keeps it. */
    public int checksum() {
        return Checksum.of(script());
    }

    /** Whether data is lost, or may be. */
    public boolean losesData() {
        return losses.stream().anyMatch(loss -> !loss.isNone());
    }
}
