package io.replyx.verify.power.mutation;

import static io.replyx.verify.power.mutation.Side.APPLY;
import static io.replyx.verify.power.mutation.Side.UNDO;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Functions, triggers and views that do not work, and names that do not hold: made by a version, taken back by its undo,
 * and approved, since a reviewer of catalogs sees nothing wrong in them.
 */
final class FunctionOperators {
    /** One letter more than the server keeps of a name. */
    private static final String LONG_NAME = "leftover_".repeat(7) + "i";

    private FunctionOperators() {}

    static List<MutationOperator> all() {
        return List.of(
                onTable(
                        "trigger-of-old-column",
                        "A column is renamed and its trigger's function forgotten, so that every insert fails.",
                        table -> table.column(column -> !column.serial()).map(column -> renamed(table, column))),
                onTable(
                        "trigger-writes-too-little",
                        "A trigger's function no longer returns the row, so that inserts are lost.",
                        table -> Optional.of(trigger(table, "RETURN NULL", table.object()))),
                onTable(
                        "function-of-dropped-table",
                        "A view calls a function that reads a table which is not there.",
                        table -> Optional.of(overDroppedTable(table))),
                onTable(
                        "function-open-to-its-caller",
                        "A function with its owner's powers looks names up where its caller says.",
                        table -> Optional.of(open(table))),
                onTable(
                        "name-too-long",
                        "A name is longer than the server keeps.",
                        table -> table.column(column -> column.type().equals("integer"))
                                .map(column -> longName(table, column))));
    }

    /**
     * What a version also does, and how its undo takes that back.
     *
     * @param change in words
     * @param object what a finding must name
     */
    private record Pair(String apply, String undo, String change, String object) {}

    private static Pair renamed(TableSketch table, ColumnPart column) {
        Pair trigger = trigger(
                table,
                "NEW." + column.name() + " := NEW." + column.name() + "; RETURN NEW",
                "column " + table.name() + "." + column.name());
        String now = Names.longer(column.name(), "_now");
        return new Pair(
                trigger.apply() + ";\nALTER TABLE " + table.name() + " RENAME COLUMN " + column.name() + " TO " + now,
                "ALTER TABLE " + table.name() + " RENAME COLUMN " + now + " TO " + column.name() + ";\n"
                        + trigger.undo(),
                "renames " + table.name() + "." + column.name() + ", which a trigger's function names",
                trigger.object());
    }

    private static Pair trigger(TableSketch table, String body, String object) {
        return new Pair(
                "CREATE FUNCTION public.leftover_touch() RETURNS trigger LANGUAGE plpgsql AS $touch$ BEGIN " + body
                        + "; END $touch$;\nCREATE TRIGGER leftover_touch BEFORE INSERT ON " + table.name()
                        + " FOR EACH ROW EXECUTE FUNCTION public.leftover_touch()",
                "DROP TRIGGER leftover_touch ON " + table.name() + ";\nDROP FUNCTION public.leftover_touch()",
                "gives " + table.name() + " a trigger that loses its rows",
                object);
    }

    private static Pair overDroppedTable(TableSketch table) {
        return new Pair(
                "CREATE FUNCTION public.leftover_count() RETURNS bigint LANGUAGE plpgsql STABLE AS $count$ BEGIN RETURN"
                        + " (SELECT count(*) FROM " + Names.longer(table.name(), "_old") + "); END $count$;\n"
                        + "CREATE VIEW public.leftover_counts AS SELECT public.leftover_count() AS rows",
                "DROP VIEW public.leftover_counts;\nDROP FUNCTION public.leftover_count()",
                "makes a view over a function that reads " + Names.longer(table.name(), "_old"),
                "function public.leftover_count");
    }

    private static Pair open(TableSketch table) {
        return new Pair(
                "CREATE FUNCTION public.leftover_power() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS"
                        + " 'SELECT count(*) FROM " + table.name() + "'",
                "DROP FUNCTION public.leftover_power()",
                "makes a function with its owner's powers over " + table.name(),
                "function public.leftover_power");
    }

    private static Pair longName(TableSketch table, ColumnPart column) {
        return new Pair(
                "CREATE INDEX " + LONG_NAME + " ON " + table.name() + " (" + column.name() + ")",
                "DROP INDEX " + Names.schema(table.name()) + LONG_NAME,
                "makes an index with a name of " + LONG_NAME.length() + " letters on " + table.name(),
                "index " + Names.schema(table.name()) + LONG_NAME);
    }

    private static MutationOperator onTable(String name, String sentence, Function<TableSketch, Optional<Pair>> pairs) {
        return Shapes.versions(
                name,
                sentence,
                scripts -> scripts.before().stream()
                        .flatMap(table -> pairs.apply(table).stream())
                        .flatMap(pair -> both(scripts, pair)));
    }

    private static Stream<Mutation> both(VersionScripts scripts, Pair pair) {
        return scripts.cut(APPLY).stream()
                .flatMap(apply -> scripts.cut(UNDO).stream()
                        .map(undo -> scripts.with(
                                        APPLY,
                                        apply.appended(pair.apply()),
                                        "the version also " + pair.change(),
                                        pair.object())
                                .and(scripts.file(UNDO), Optional.of(undo.prepended(pair.undo())))
                                .in(Trial.APPROVED)));
    }
}
