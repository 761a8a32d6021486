package io.replyx.verify.migration.lock;

import java.time.Duration;

/**
 * The bounds that an undo runs within: nothing in it waits or works for ever.
 *
 * @param locks how to ask for locks on tables
 * @param statement how long one statement may work
 * @param concurrent how long one statement with CONCURRENTLY may work and wait
 * @param snapshots how long to wait, before such a statement, for transactions that it would have to wait for
 * @param idle how long a transaction may stand open while nothing is asked of it
 * @param doubt how long to look for the outcome of a commit whose answer was lost
 */
public record WaitLimits(
        LockPatience locks,
        Duration statement,
        Duration concurrent,
        Duration snapshots,
        Duration idle,
        Duration doubt) {
    /** Generous enough for large tables, and not for a night. */
    public static final WaitLimits STANDARD = new WaitLimits(
            LockPatience.STANDARD,
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofSeconds(60));

    /** The same bounds with another patience for locks. */
    public WaitLimits with(LockPatience patience) {
        return new WaitLimits(patience, statement, concurrent, snapshots, idle, doubt);
    }

    /** The same bounds with another wait for old transactions. */
    public WaitLimits withSnapshots(Duration patience) {
        return new WaitLimits(locks, statement, concurrent, patience, idle, doubt);
    }
}
