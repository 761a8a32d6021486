package io.replyx.verify.evidence;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a script runs and which locks its transactions take on relations that were there before it.
 *
 * @param locks a line for each kind of lock on each relation, with the beginning of the first statement that took it
 */
public record LockFootprint(SortedMap<String, String> locks) {

    public LockFootprint {
        locks = Collections.unmodifiableSortedMap(new TreeMap<>(locks));
    }

    /** The lines that tell of others being held up, or of how the script runs; rows are read and written anyway. */
    public SortedMap<String, String> holdingUp() {
        SortedMap<String, String> strong = new TreeMap<>(locks);
        strong.keySet().removeIf(line -> line.matches("(AccessShare|RowShare|RowExclusive)Lock on .*"));
        return strong;
    }
}
