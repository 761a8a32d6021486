package io.replyx.verify.evidence;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the rows of a database come to: byte for byte, as each type sends its values over the wire.
 *
 * @param tables a fingerprint for each table, by qualified name
 */
public record DataFingerprint(SortedMap<String, TableFingerprint> tables) {

    public DataFingerprint {
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    }

    /** Rows in all tables. */
    public long rows() {
        return tables.values().stream().mapToLong(TableFingerprint::rows).sum();
    }

    /** The tables and columns that were looked at. */
    public SortedMap<String, SortedSet<String>> columns() {
        SortedMap<String, SortedSet<String>> columns = new TreeMap<>();
        tables.forEach((table, fingerprint) -> columns.put(table, new TreeSet<>(fingerprint.columns())));
        return columns;
    }
}
