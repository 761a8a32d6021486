package io.replyx.verify.evidence;

import java.util.List;
import java.util.Set;

/**
 * What a step did to the rows that were there before it.
 *
 * @param lost rows and values that are missing or changed
 * @param touched tables whose rows are not to the byte what they were, be it that some came to them
 */
public record RowChanges(List<DataChange> lost, Set<String> touched) {
    static final RowChanges NONE = new RowChanges(List.of(), Set.of());

    public RowChanges {
        lost = List.copyOf(lost);
        touched = Set.copyOf(touched);
    }
}
