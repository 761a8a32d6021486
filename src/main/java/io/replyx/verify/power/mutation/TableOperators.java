package io.replyx.verify.power.mutation;

import static io.replyx.verify.power.mutation.Shapes.appliedTo;

import io.replyx.verify.power.mutation.Shapes.Addition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tables that are kept, stored or owned in another way. */
final class TableOperators {
    private TableOperators() {}

    static List<MutationOperator> all() {
        return List.of(
                Shapes.tables(
                        "table-unlogged",
                        "A table does not survive a crash.",
                        table -> Stream.of(new Addition(
                                table.head(table.head().replaceFirst("(?i)create\\s+table", "CREATE UNLOGGED TABLE"))
                                        .sql(),
                                table.name() + " is unlogged",
                                "table " + table.name()))),
                Shapes.tables(
                        "table-fill-factor",
                        "A table has other storage parameters.",
                        table -> Stream.of(new Addition(
                                table.clauses("WITH (fillfactor = 70) " + table.clauses())
                                        .sql(),
                                table.name() + " has a fill factor",
                                "table " + table.name()))),
                appliedTo(
                        "table-vacuum-off",
                        "A table is left out of automatic vacuuming.",
                        table -> addition(
                                "ALTER TABLE " + table.name() + " SET (autovacuum_enabled = false)",
                                "switches vacuuming off",
                                table)),
                appliedTo(
                        "table-owner",
                        "A table belongs to another role.",
                        table -> addition(
                                "ALTER TABLE " + table.name() + " OWNER TO pg_database_owner",
                                "gives the table away",
                                table)),
                appliedTo(
                        "table-row-security",
                        "Row security hides a table's rows.",
                        table -> addition(
                                "ALTER TABLE " + table.name() + " ENABLE ROW LEVEL SECURITY",
                                "switches row security on",
                                table)),
                appliedTo(
                        "table-replica-identity",
                        "A table is replicated by whole rows.",
                        table -> addition(
                                "ALTER TABLE " + table.name() + " REPLICA IDENTITY FULL",
                                "sets its replica identity",
                                table)),
                appliedTo(
                        "table-name",
                        "A table has another name.",
                        table -> addition(
                                "ALTER TABLE " + table.name() + " RENAME TO "
                                        + Names.longer(Names.bare(table.name()), "_new"),
                                "renames it",
                                table)),
                appliedTo(
                        "table-comment",
                        "A table has a comment that it should not have.",
                        table -> addition(
                                "COMMENT ON TABLE " + table.name() + " IS 'Not needed any more.'",
                                "comments on it",
                                table)),
                appliedTo(
                        "column-comment",
                        "A column has a comment that it should not have.",
                        table -> column(
                                table,
                                column ->
                                        "COMMENT ON COLUMN " + table.name() + "." + column.name() + " IS 'Not in use.'",
                                "comments on")),
                appliedTo(
                        "column-statistics",
                        "A column is sampled in another depth.",
                        table -> column(
                                table,
                                column -> "ALTER TABLE " + table.name() + " ALTER COLUMN " + column.name()
                                        + " SET STATISTICS 1000",
                                "sets the statistics target of")),
                appliedTo(
                        "column-options",
                        "A column states how many distinct values it has.",
                        table -> column(
                                table,
                                column -> "ALTER TABLE " + table.name() + " ALTER COLUMN " + column.name()
                                        + " SET (n_distinct = 5)",
                                "sets an option of")),
                appliedTo(
                        "column-storage",
                        "A column is stored in another way.",
                        table -> table.column(ColumnPart::text)
                                .flatMap(column -> column(
                                        table,
                                        column,
                                        "ALTER TABLE " + table.name() + " ALTER COLUMN " + column.name()
                                                + " SET STORAGE EXTERNAL",
                                        "sets the storage of"))),
                appliedTo(
                        "column-compression",
                        "A column is compressed in another way.",
                        table -> table.column(ColumnPart::text)
                                .flatMap(column -> column(
                                        table,
                                        column,
                                        "ALTER TABLE " + table.name() + " ALTER COLUMN " + column.name()
                                                + " SET COMPRESSION pglz",
                                        "sets the compression of"))),
                appliedTo(
                        "sequence-options",
                        "A sequence counts in other steps.",
                        table -> table.column(ColumnPart::serial)
                                .map(column -> new Addition(
                                        "ALTER SEQUENCE " + sequence(table, column) + " INCREMENT BY 10",
                                        "makes " + sequence(table, column) + " count by tens",
                                        "sequence " + sequence(table, column)))),
                appliedTo(
                        "sequence-detached",
                        "A sequence no longer belongs to its column.",
                        table -> table.column(ColumnPart::serial)
                                .map(column -> new Addition(
                                        "ALTER SEQUENCE " + sequence(table, column) + " OWNED BY NONE",
                                        "detaches " + sequence(table, column),
                                        "sequence " + sequence(table, column)))));
    }

    static String sequence(TableSketch table, ColumnPart column) {
        return table.name() + "_" + column.name() + "_seq";
    }

    private static Optional<Addition> addition(String sql, String change, TableSketch table) {
        return Optional.of(new Addition(sql, change + ": " + table.name(), table.object()));
    }

    private static Optional<Addition> column(
            TableSketch table, java.util.function.Function<ColumnPart, String> sql, String change) {
        return table.column(column -> !column.serial())
                .flatMap(column -> column(table, column, sql.apply(column), change));
    }

    private static Optional<Addition> column(TableSketch table, ColumnPart column, String sql, String change) {
        String name = table.name() + "." + column.name();
        return Optional.of(new Addition(sql, change + " " + name, "column " + name));
    }
}
