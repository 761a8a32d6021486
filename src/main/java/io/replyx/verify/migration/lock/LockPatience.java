package io.replyx.verify.migration.lock;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and how long to ask for locks on tables: each try waits for a short time only, so that those who queue behind
 * it are held up no longer, and the pauses between tries grow.
 *
 * @param attempts how many tries
 * @param lockTimeout how long one try waits for a lock
 * @param firstPause the pause after the first try; each later one is twice as long
 * @param longestPause what no pause exceeds
 */
public record LockPatience(int attempts, Duration lockTimeout, Duration firstPause, Duration longestPause) {
    private static final int MOST_DOUBLINGS = 20;

    /** About half a minute in all. */
    public static final LockPatience STANDARD =
            new LockPatience(6, Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofSeconds(10));

    public LockPatience {
        if (attempts < 1 || lockTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("at least one try of at least a millisecond");
        }
    }

    /** The pause after a try, counted from 1; a part of it is chance, so that two who collided do not do so again. */
    public Duration pauseAfter(int attempt) {
        long doubled = firstPause.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS);
        long whole = Math.max(1, Math.min(doubled, longestPause.toMillis()));
        return Duration.ofMillis(whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1));
    }
}
