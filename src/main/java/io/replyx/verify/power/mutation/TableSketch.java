package io.replyx.verify.power.mutation;

import java.util.List;
import java.util.Optional;

/**
 * What the scripts say of a table.
 *
 * @param name its name, qualified as the scripts have it
 * @param columns its columns as it was created with
 * @param referenced whether a foreign key refers to it
 * @param unique whether an index keeps more than its primary key from being there twice
 */
record TableSketch(String name, List<ColumnPart> columns, boolean referenced, boolean unique) {

    String object() {
        return "table " + name;
    }

    Optional<ColumnPart> column(java.util.function.Predicate<ColumnPart> wanted) {
        return columns.stream().filter(wanted).findFirst();
    }

    Optional<ColumnPart> column(String column) {
        return column(each -> each.name().equals(column));
    }
}
