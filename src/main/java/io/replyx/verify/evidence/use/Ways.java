package io.replyx.verify.evidence.use;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Ways through functions that nothing may ever take, as into a branch that no value leads to: which came to their end,
 * and which name something that is not there. They speak only beside another state of the database, where the same way
 * through the same text came to its end.
 */
final class Ways {
    private static final Duration FOR_EACH = Duration.ofSeconds(10);
    private static final Duration FOR_ALL = Duration.ofSeconds(60);

    private final Set<String> open = new HashSet<>();
    private final Map<String, Fault> closed = new LinkedHashMap<>();
    private final Patience patience = new Patience(FOR_EACH, FOR_ALL);

    /** A way that has not been gone yet. */
    @FunctionalInterface
    interface Way {
        Optional<Failure> go() throws SQLException;
    }

    /** Begin with the ways through another function, or through the same from another place. */
    void turn() {
        patience.turn();
    }

    /** Go a way by force while there is time, and keep what came of it. */
    void force(String name, Way way, Predicate<Failure> counts, Routine routine) throws SQLException {
        if (patience.isLeftFor(routine.object())) {
            Optional<Failure> failure = way.go();
            patience.ended();
            tried(name, failure, counts, routine);
        }
    }

    /** Keep what came of a way; one that fails for a reason of its own says nothing. */
    void tried(String name, Optional<Failure> failure, Predicate<Failure> counts, Routine routine) {
        if (failure.isEmpty()) {
            open.add(name);
        }
        failure.filter(counts).ifPresent(failed -> closed.put(name, routine.fault(failed)));
    }

    Set<String> open() {
        return open;
    }

    Map<String, Fault> closed() {
        return closed;
    }

    /** Functions that there was no time to go every way through. */
    List<Fault> untried() {
        return patience.unfinished().stream()
                .map(object -> new Fault(
                        object,
                        "not every branch was gone into by force: that ends after " + FOR_EACH.toSeconds()
                                + " seconds for a function, and after " + FOR_ALL.toSeconds() + " for all"))
                .toList();
    }
}
