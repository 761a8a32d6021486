package io.replyx.verify.settings;

import java.time.Duration;

/**
 * How connections for reading are kept; what a run may cost caps it.
 *
 * @param size how many connections may be kept open
 * @param overflow how many more may be opened for a while
 * @param patience how long a read may wait for a connection
 * @param recycle after how long a connection is replaced by a new one
 * @param echo whether the text of each statement is told
 */
public record PoolSettings(int size, int overflow, Duration patience, Duration recycle, boolean echo) {

    /** What the variables say when none is set. */
    public static PoolSettings standard() {
        return new PoolSettings(15, 20, Duration.ofSeconds(30), Duration.ofHours(1), false);
    }

    /** No more than one connection at a time. */
    public static PoolSettings single() {
        return standard().ofOne();
    }

    /** The same with no more than one connection at a time. */
    PoolSettings ofOne() {
        return new PoolSettings(1, 0, patience, recycle, echo);
    }

    /** The most connections at a time. */
    public int largest() {
        return size + overflow;
    }
}
