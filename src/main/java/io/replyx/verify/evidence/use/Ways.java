package io.replyx.verify.evidence.use;

import io.replyx.verify.evidence.use.Use.Fault;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
    private final Set<String> open = new HashSet<>();
    private final Map<String, Fault> closed = new LinkedHashMap<>();

    /** Keep what came of a way; one that fails for a reason of its own says nothing. */
    void tried(String way, Optional<Failure> failure, Predicate<Failure> counts, Routine routine) {
        if (failure.isEmpty()) {
            open.add(way);
        }
        failure.filter(counts).ifPresent(failed -> closed.put(way, routine.fault(failed)));
    }

    Set<String> open() {
        return open;
    }

    Map<String, Fault> closed() {
        return closed;
    }
}
