package io.replyx.verify.evidence.use;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came of using everything in a database once.
 *
 * @param examined how many tables, views and functions were tried
 * @param broken what names something that is not there
 * @param working what could be done to tables
 * @param refusing what could not
 * @param open ways through functions that came to their end, though nothing may ever take them
 * @param closed such ways that name something that is not there
 * @param untried functions of which not every such way was gone
 */
public record Use(
        int examined,
        List<Fault> broken,
        Set<Tried> working,
        List<Refusal> refusing,
        Set<String> open,
        Map<String, Fault> closed,
        List<Fault> untried) {

    public Use {
        broken = List.copyOf(broken);
        working = Set.copyOf(working);
        refusing = List.copyOf(refusing);
        open = Set.copyOf(open);
        closed = Map.copyOf(closed);
        untried = List.copyOf(untried);
    }

    /** What worked in another state of the database and works here no more, whatever the row. */
    public List<Fault> closedSince(Use earlier) {
        return refusing.stream()
                .filter(refusal -> !refusal.ofTheRow() && earlier.working().contains(refusal.tried()))
                .map(Refusal::fault)
                .toList();
    }

    /** What functions name in ways that came to their end in another state, and lead nowhere here. */
    public List<Fault> forgottenSince(Use earlier) {
        Set<String> told = broken.stream().map(Fault::object).collect(Collectors.toSet());
        return closed.entrySet().stream()
                .filter(way -> earlier.open().contains(way.getKey()))
                .map(Map.Entry::getValue)
                .filter(fault -> !told.contains(fault.object()))
                .distinct()
                .sorted(Comparator.comparing(Fault::object).thenComparing(Fault::message))
                .toList();
    }

    /** Operations of which nothing is known. */
    public List<Fault> unknown() {
        return refusing.stream()
                .filter(refusal -> refusal.unusual() || refusal.operation() == Operation.INSERT)
                .map(Refusal::fault)
                .toList();
    }
}
