package io.replyx.verify.evidence;

import java.util.Optional;

/**
 * A table or column that an undo takes away with whatever is in it.
 *
 * @param table qualified, quoted name of the table
 * @param column the column, where the table stays
 * @param within whether it goes as part of another that goes as well, as a partition does
 */
public record LostData(String table, Optional<String> column, boolean within) {

    /** The table, or the column with its table. */
    public String object() {
        return column.map(c -> table + "." + c).orElse(table);
    }

    /** Kind and name of what goes. */
    public String describe() {
        return (column.isPresent() ? "column " : "table ") + object();
    }
}
