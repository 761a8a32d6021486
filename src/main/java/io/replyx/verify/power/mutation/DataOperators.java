package io.replyx.verify.power.mutation;

import io.replyx.verify.power.mutation.Shapes.Addition;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Rows and values of tables that were there before a version, lost or changed on its way forward or back. */
final class DataOperators {
    private DataOperators() {}

    static List<MutationOperator> all() {
        return List.of(
                rows(
                        "rows-deleted",
                        "Rows are lost.",
                        table -> table.referenced()
                                ? Optional.empty()
                                : Optional.of(new Addition(
                                        "DELETE FROM " + table.name(),
                                        "deletes all of " + table.name(),
                                        table.object()))),
                rows(
                        "row-deleted",
                        "One row is lost.",
                        table -> table.referenced()
                                ? Optional.empty()
                                : Optional.of(new Addition(
                                        "DELETE FROM " + table.name() + " WHERE ctid = (SELECT min(ctid) FROM "
                                                + table.name() + ")",
                                        "deletes a row of " + table.name(),
                                        table.object()))),
                rows(
                        "rows-truncated",
                        "A table is emptied.",
                        table -> table.referenced()
                                ? Optional.empty()
                                : Optional.of(new Addition(
                                        "TRUNCATE " + table.name(), "empties " + table.name(), table.object()))),
                rows("rows-invented", "Rows are there that nobody wrote.", DataOperators::copied),
                values(
                        "number-rounded",
                        "Numbers have lost what stands behind their point.",
                        ColumnPart::decimal,
                        name -> "trunc(" + name + ")",
                        name -> name + " <> trunc(" + name + ")"),
                values(
                        "text-truncated",
                        "Texts have lost their ends.",
                        ColumnPart::text,
                        name -> "left(" + name + ", 5)",
                        name -> "length(" + name + ") > 5"),
                values(
                        "text-trimmed",
                        "Blanks around texts are lost.",
                        ColumnPart::text,
                        name -> "trim(" + name + ")",
                        name -> name + " <> trim(" + name + ")"),
                values(
                        "text-upper-case",
                        "Texts are in capitals.",
                        ColumnPart::text,
                        name -> "upper(" + name + ")",
                        name -> name + " <> upper(" + name + ")"),
                values(
                        "text-empty-for-null",
                        "Nothing becomes an empty text.",
                        column -> column.text() && !column.notNull(),
                        name -> "''",
                        name -> name + " IS NULL"),
                values(
                        "value-to-null",
                        "Values are lost.",
                        column -> !column.notNull() && !column.serial(),
                        name -> "NULL",
                        name -> name + " IS NOT NULL"),
                values("flag-turned", "Flags say the opposite.", ColumnPart::flag, name -> "NOT " + name, name -> name),
                values(
                        "flag-invented",
                        "Flags say no where nothing was said.",
                        ColumnPart::flag,
                        name -> "false",
                        name -> name + " IS NULL"),
                values(
                        "time-shifted",
                        "Times are an hour early.",
                        ColumnPart::time,
                        name -> name + " - interval '1 hour'",
                        name -> name + " IS NOT NULL"),
                values(
                        "time-without-fractions",
                        "Times have lost their fractions.",
                        ColumnPart::time,
                        name -> "date_trunc('second', " + name + ")",
                        name -> name + " <> date_trunc('second', " + name + ")"),
                values(
                        "float-in-single-precision",
                        "Numbers have lost half of their digits.",
                        ColumnPart::doublePrecision,
                        name -> name + "::real",
                        name -> name + " <> " + name + "::real"),
                values(
                        "vector-in-half-precision",
                        "Vectors have lost half of their digits.",
                        ColumnPart::vector,
                        name -> name + "::public.halfvec::public.vector",
                        name -> "true"),
                values(
                        "vector-turned",
                        "Vectors point nowhere.",
                        ColumnPart::vector,
                        name -> name + " - " + name,
                        name -> "true"),
                values(
                        "json-rewritten",
                        "JSON is written in another way.",
                        column -> column.type().equals("json"),
                        name -> name + "::jsonb::json",
                        name -> name + "::text <> " + name + "::jsonb::text"),
                values(
                        "one-value-changed",
                        "One value is another.",
                        column -> column.type().equals("integer")
                                && !column.serial()
                                && !column.name().endsWith("id"),
                        name -> "~" + name,
                        name -> "ctid = (SELECT min(ctid) FROM %s WHERE " + name + " IS NOT NULL)"),
                rows(
                        "sequence-reset",
                        "A sequence starts from its beginning again.",
                        table -> table.column(ColumnPart::serial)
                                .map(column -> new Addition(
                                        "SELECT pg_catalog.setval('" + TableOperators.sequence(table, column)
                                                + "', 1, false)",
                                        "resets " + TableOperators.sequence(table, column),
                                        "sequence " + TableOperators.sequence(table, column)))),
                rows(
                        "sequence-ahead",
                        "A sequence leaves numbers out.",
                        table -> table.column(ColumnPart::serial)
                                .map(column -> new Addition(
                                        "SELECT pg_catalog.setval('" + TableOperators.sequence(table, column)
                                                + "', 1000000)",
                                        "moves " + TableOperators.sequence(table, column),
                                        "sequence " + TableOperators.sequence(table, column)))));
    }

    private static MutationOperator rows(
            String name, String sentence, Function<TableSketch, Optional<Addition>> addition) {
        return Shapes.appendedFor(name, sentence, addition, Shapes.BOTH);
    }

    private static MutationOperator values(
            String name,
            String sentence,
            Predicate<ColumnPart> wanted,
            Function<String, String> value,
            Function<String, String> where) {
        return rows(
                name,
                sentence,
                table -> table.column(wanted)
                        .map(column -> new Addition(
                                "UPDATE " + table.name() + " SET " + column.name() + " = " + value.apply(column.name())
                                        + " WHERE " + where.apply(column.name()).replace("%s", table.name()),
                                "sets " + table.name() + "." + column.name() + " to " + value.apply(column.name()),
                                "column " + table.name() + "." + column.name())));
    }

    /** Where a row may not be there twice, or no number tells the copy from it, none goes in. */
    private static Optional<Addition> copied(TableSketch table) {
        if (table.unique() || table.column(ColumnPart::serial).isEmpty()) {
            return Optional.empty();
        }
        String columns = String.join(
                ", ",
                table.columns().stream()
                        .filter(column -> !column.serial())
                        .map(ColumnPart::name)
                        .toList());
        return Optional.of(new Addition(
                "INSERT INTO " + table.name() + " (" + columns + ") SELECT " + columns + " FROM " + table.name()
                        + " LIMIT 1",
                "copies a row of " + table.name(),
                table.object()));
    }
}
