package io.replyx.verify.evidence;

import java.util.List;

/**
 * What a table's rows come to, whatever order they stand in.
 *
 * @param table qualified, quoted name
 * @param columns the columns that were looked at, sorted by name
 * @param rows number of rows
 * @param content sum of the hashes of all rows; equal content means equal rows
 */
public record TableFingerprint(String table, List<String> columns, long rows, String content) {

    public TableFingerprint {
        columns = List.copyOf(columns);
    }
}
