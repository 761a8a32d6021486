package io.replyx.verify.operation;

import java.time.Duration;
import java.util.Optional;

/**
 * What a rollback is asked to do.
 *
 * @param to the version that stays, or its Alembic revision; {@code 0} or {@code base} for none; empty for the one below
 *     the last
 * @param acceptDataLoss whether rows may be lost
 * @param acceptDrift whether the database may differ from what was approved for its version
 * @param lockWait how long to wait for the lock on migrations
 */
public record RollbackRequest(Optional<String> to, boolean acceptDataLoss, boolean acceptDrift, Duration lockWait) {
    /** How long to wait for the lock unless told otherwise. */
    public static final Duration LOCK_WAIT = Duration.ofSeconds(30);

    /** Undo the last version, and nothing that loses data. */
    public static RollbackRequest last() {
        return new RollbackRequest(Optional.empty(), false, false, LOCK_WAIT);
    }

    /** Go down to a version or revision. */
    public RollbackRequest downTo(String version) {
        return new RollbackRequest(Optional.of(version), acceptDataLoss, acceptDrift, lockWait);
    }

    /** The same, with consent to lose what the plan shows. */
    public RollbackRequest acceptingDataLoss() {
        return new RollbackRequest(to, true, acceptDrift, lockWait);
    }
}
