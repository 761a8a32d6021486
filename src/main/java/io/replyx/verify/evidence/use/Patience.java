package io.replyx.verify.evidence.use;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Bounds the time for ways through functions that are gone by force: they are many, and each may take as long as a
 * statement may, as where a loop is never left.
 */
final class Patience {
    private final Duration each;
    private final Duration all;
    private final Set<String> unfinished = new LinkedHashSet<>();
    private Duration spent = Duration.ZERO;
    private Duration spentOnThis = Duration.ZERO;
    private long begun;

    /**
     * Bounds of time.
     *
     * @param each for the ways through one function as it is called from one place
     * @param all for all of them together
     */
    Patience(Duration each, Duration all) {
        this.each = each;
        this.all = all;
    }

    /** Begin with another function. */
    void turn() {
        spentOnThis = Duration.ZERO;
    }

    /** Whether there is time for one more way through a function; where there is none, the function is kept in mind. */
    boolean isLeftFor(String object) {
        boolean left = spent.compareTo(all) < 0 && spentOnThis.compareTo(each) < 0;
        if (!left) {
            unfinished.add(object);
        }
        begun = System.nanoTime();
        return left;
    }

    /** End a way that there was time for. */
    void ended() {
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        spent = spent.plus(taken);
        spentOnThis = spentOnThis.plus(taken);
    }

    /** Functions of which some ways were not gone. */
    Set<String> unfinished() {
        return unfinished;
    }
}
