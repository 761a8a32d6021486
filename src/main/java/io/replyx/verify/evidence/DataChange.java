package io.replyx.verify.evidence;

import java.util.Optional;

/**
 * Rows or values of a table that are not what they were.
 *
 * @param table qualified, quoted name of the table
 * @param column the column, where the change is one column's
 * @param message what there was and what there is
 */
public record DataChange(String table, Optional<String> column, String message) {

    /** The table, or the column with its table. */
    public String object() {
        return column.map(c -> table + "." + c).orElse(table);
    }

    /** Kind and name of what changed. */
    public String describe() {
        return (column.isPresent() ? "column " : "table ") + object();
    }
}
