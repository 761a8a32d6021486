package io.replyx.verify.database;

import java.time.Duration;

/**
 * How long a reading transaction may stand in anybody's way.
 *
 * @param statement the longest that one statement may run
 * @param lock the longest that it may wait for a lock
 * @param idle the longest that the transaction may stay open without doing anything
 */
public record ReadLimits(Duration statement, Duration lock, Duration idle) {
    /** Limits that a busy production database can bear. */
    public static ReadLimits standard() {
        return new ReadLimits(Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofSeconds(10));
    }
}
