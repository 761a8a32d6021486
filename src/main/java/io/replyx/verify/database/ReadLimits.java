package io.replyx.verify.database;

import java.time.Duration;

/**
 * How much reading may cost, and how long it may stand in anybody's way.
 *
 * @param statement the longest that one statement may run
 * @param lock the longest that it may wait for a lock
 * @param idle the longest that the transaction may stay open without doing anything
 * @param run the longest from the first read to the last
 * @param rows the most rows that one read may fetch
 */
public record ReadLimits(Duration statement, Duration lock, Duration idle, Duration run, long rows) {
    private static final Duration IDLE = Duration.ofSeconds(10);

    /** Limits that a busy production database can bear. */
    public static ReadLimits standard() {
        return new ReadLimits(Duration.ofSeconds(5), Duration.ofMillis(200), IDLE, Duration.ofSeconds(60), 1_000_000);
    }

    /** The limits of single statements without those of a whole run, for a database that nobody waits for. */
    public ReadLimits forRehearsal() {
        return new ReadLimits(statement, lock, idle, Duration.ofDays(1), Long.MAX_VALUE);
    }
}
