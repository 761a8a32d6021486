package io.replyx.verify.evidence;

import java.util.List;
import java.util.Set;

/**
 * What a nearest-neighbour search answers in one database, for a few vectors.
 *
 * @param exact the distances of the nearest rows when every row is looked at
 * @param indexed the same when the planner has to use an index, and the index leaves nothing of itself out
 * @param indexes the indexes that the planner scans by itself at the size of production
 */
public record SearchAnswer(List<List<Double>> exact, List<List<Double>> indexed, Set<String> indexes) {

    public SearchAnswer {
        exact = List.copyOf(exact);
        indexed = List.copyOf(indexed);
        indexes = Set.copyOf(indexes);
    }

    /** Whether the index gives the rows that are nearest. */
    public boolean complete() {
        return exact.equals(indexed);
    }
}
