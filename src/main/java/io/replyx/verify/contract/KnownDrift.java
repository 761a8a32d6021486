package io.replyx.verify.contract;

import java.time.LocalDate;

/**
 * A difference from the approved catalog that is known and put up with for a while.
 *
 * @param object kind and qualified name, as in {@code index public.ix_old}
 * @param reason why it is put up with
 * @param until the last day on which it is
 */
public record KnownDrift(String object, String reason, LocalDate until) {

    /** Whether its day has passed. */
    public boolean expired(LocalDate today) {
        return today.isAfter(until);
    }
}
