package io.replyx.verify.database;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a standby is behind its primary.
 *
 * @param behind the age of the last transaction that it replayed, or nothing where all that it received is replayed; empty
 *     where that cannot be known
 */
public record StandbyLag(Optional<Duration> behind) {

    /** The lag in a few words. */
    public String describe() {
        return behind.map(lag -> lag.toMillis() + " ms behind its primary")
                .orElse("how far behind its primary is not known");
    }
}
