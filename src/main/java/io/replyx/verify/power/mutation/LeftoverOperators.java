package io.replyx.verify.power.mutation;

import io.replyx.verify.power.mutation.Shapes.Addition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Objects and settings that nobody asked for, and that a way back leaves behind or takes along. */
final class LeftoverOperators {
    private LeftoverOperators() {}

    static List<MutationOperator> all() {
        return List.of(
                leaves(
                        "leaves-table",
                        "a work table",
                        "CREATE TABLE public.leftover (id integer)",
                        "table public.leftover"),
                leaves(
                        "leaves-view",
                        "a view",
                        "CREATE VIEW public.leftover_view AS SELECT 1 AS one",
                        "view public.leftover_view"),
                leaves(
                        "leaves-materialized-view",
                        "a materialized view",
                        "CREATE MATERIALIZED VIEW public.leftover_rows AS SELECT 1 AS one",
                        "view public.leftover_rows"),
                leaves(
                        "leaves-function",
                        "a function",
                        "CREATE FUNCTION public.leftover_function() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
                        "function public.leftover_function()"),
                leaves(
                        "leaves-sequence",
                        "a sequence",
                        "CREATE SEQUENCE public.leftover_seq",
                        "sequence public.leftover_seq"),
                leaves(
                        "leaves-type",
                        "a type",
                        "CREATE TYPE public.leftover_type AS ENUM ('one', 'two')",
                        "type public.leftover_type"),
                leaves(
                        "leaves-domain",
                        "a domain",
                        "CREATE DOMAIN public.leftover_domain AS integer CHECK (VALUE > 0)",
                        "type public.leftover_domain"),
                leaves("leaves-schema", "a schema", "CREATE SCHEMA leftover", "schema leftover"),
                leaves(
                        "leaves-setting",
                        "a setting of the database",
                        "DO $set$ BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = ''64MB''',"
                                + " current_database()); END $set$",
                        "setting database: work_mem"),
                leaves(
                        "leaves-database-comment",
                        "a comment on the schema",
                        "COMMENT ON SCHEMA public IS 'Changed by hand.'",
                        "schema public"),
                leaves(
                        "leaves-temporary-table",
                        "a temporary table, until its session ends",
                        "CREATE TEMPORARY TABLE leftover_temporary (id integer)",
                        "table leftover_temporary"),
                onTable(
                        "leaves-index",
                        "An index is left on a table that was there.",
                        table -> table.column(
                                        column -> column.text() || column.type().equals("integer"))
                                .map(column -> new Addition(
                                        "CREATE INDEX leftover_index ON " + table.name() + " (" + column.name() + ")",
                                        "makes index leftover_index on " + table.name(),
                                        "index " + Names.schema(table.name()) + "leftover_index"))),
                onTable(
                        "leaves-column",
                        "A column is left on a table that was there.",
                        table -> Optional.of(new Addition(
                                "ALTER TABLE " + table.name() + " ADD COLUMN leftover integer",
                                "adds column " + table.name() + ".leftover",
                                "column " + table.name() + ".leftover"))),
                onTable(
                        "leaves-check",
                        "A check is left on a table that was there.",
                        table -> Optional.of(new Addition(
                                "ALTER TABLE " + table.name() + " ADD CONSTRAINT leftover_check CHECK (true)",
                                "adds check " + table.name() + ".leftover_check",
                                "constraint " + table.name() + ".leftover_check"))),
                onTable(
                        "leaves-trigger",
                        "A trigger is left on a table that was there.",
                        table -> Optional.of(new Addition(
                                "CREATE TRIGGER leftover_trigger BEFORE UPDATE ON " + table.name()
                                        + " FOR EACH ROW EXECUTE FUNCTION pg_catalog.suppress_redundant_updates_trigger()",
                                "makes trigger " + table.name() + ".leftover_trigger",
                                "trigger " + table.name() + ".leftover_trigger"))),
                onTable(
                        "leaves-rule",
                        "A rewrite rule is left on a table that was there.",
                        table -> Optional.of(new Addition(
                                "CREATE RULE leftover_rule AS ON DELETE TO " + table.name() + " DO ALSO NOTHING",
                                "makes rule leftover_rule on " + table.name(),
                                "rewrite rule " + table.name() + ".leftover_rule"))),
                onTable(
                        "leaves-policy",
                        "A policy is left on a table that was there.",
                        table -> Optional.of(new Addition(
                                "CREATE POLICY leftover_policy ON " + table.name() + " USING (true)",
                                "makes policy leftover_policy on " + table.name(),
                                "policy " + table.name() + ".leftover_policy"))),
                onTable(
                        "leaves-row-security",
                        "Row security is left on.",
                        table -> Optional.of(new Addition(
                                "ALTER TABLE " + table.name() + " ENABLE ROW LEVEL SECURITY",
                                "switches row security on: " + table.name(),
                                table.object()))),
                onTable(
                        "leaves-extended-statistics",
                        "Extended statistics are left on a table.",
                        table -> table.columns().size() < 2
                                ? Optional.empty()
                                : Optional.of(new Addition(
                                        "CREATE STATISTICS public.leftover_statistics (dependencies) ON "
                                                + table.columns().get(0).name() + ", "
                                                + table.columns().get(1).name()
                                                + " FROM " + table.name(),
                                        "makes statistics on " + table.name(),
                                        "statistics public.leftover_statistics"))),
                onTable(
                        "leaves-comment",
                        "A comment is left on a table that was there.",
                        table -> Optional.of(new Addition(
                                "COMMENT ON TABLE " + table.name() + " IS 'Changed by hand.'",
                                "comments on " + table.name(),
                                table.object()))),
                onTable(
                        "leaves-storage-parameter",
                        "A storage parameter is left on a table.",
                        table -> Optional.of(new Addition(
                                "ALTER TABLE " + table.name() + " SET (fillfactor = 80)",
                                "sets a parameter of " + table.name(),
                                table.object()))),
                onTable(
                        "leaves-trigger-disabled",
                        "The triggers of a table are left switched off.",
                        table -> Optional.of(new Addition(
                                "ALTER TABLE " + table.name() + " DISABLE TRIGGER USER",
                                "switches triggers off: " + table.name(),
                                table.object()))),
                undoTakes(
                        "undo-takes-table",
                        "An undo drops a table that was there before.",
                        table -> table.referenced()
                                ? Optional.empty()
                                : Optional.of(new Addition(
                                        "DROP TABLE IF EXISTS " + table.name(),
                                        "drops " + table.name(),
                                        table.object()))),
                undoTakes(
                        "undo-takes-column",
                        "An undo drops a column that was there before.",
                        table -> table.column(column -> !column.serial())
                                .map(column -> new Addition(
                                        "ALTER TABLE " + table.name() + " DROP COLUMN IF EXISTS " + column.name(),
                                        "drops column " + table.name() + "." + column.name(),
                                        "column " + table.name() + "." + column.name()))),
                undoTakes(
                        "undo-takes-default",
                        "An undo drops what fills a column that was there before.",
                        table -> table.column(ColumnPart::serial)
                                .map(column -> new Addition(
                                        "ALTER TABLE " + table.name() + " ALTER COLUMN " + column.name()
                                                + " DROP DEFAULT",
                                        "drops the default of " + table.name() + "." + column.name(),
                                        "column " + table.name() + "." + column.name()))),
                undoTakes(
                        "undo-takes-primary-key",
                        "An undo drops a primary key that was there before.",
                        table -> table.referenced()
                                ? Optional.empty()
                                : Optional.of(new Addition(
                                        "ALTER TABLE " + table.name() + " DROP CONSTRAINT IF EXISTS "
                                                + Names.bare(table.name()) + "_pkey",
                                        "drops the primary key of " + table.name(),
                                        table.object()))));
    }

    private static MutationOperator leaves(String name, String what, String sql, String object) {
        return Shapes.versions(
                name,
                "A script leaves " + what + " behind.",
                scripts -> Stream.of(Shapes.BOTH)
                        .flatMap(side -> scripts
                                .appended(
                                        side,
                                        sql,
                                        (side == Side.APPLY ? "the version" : "the undo") + " leaves " + what,
                                        object)
                                .stream()));
    }

    private static MutationOperator onTable(
            String name, String sentence, java.util.function.Function<TableSketch, Optional<Addition>> addition) {
        return Shapes.appendedFor(name, sentence, addition, Shapes.BOTH);
    }

    private static MutationOperator undoTakes(
            String name, String sentence, java.util.function.Function<TableSketch, Optional<Addition>> addition) {
        return Shapes.appendedFor(name, sentence, addition, Side.UNDO);
    }
}
