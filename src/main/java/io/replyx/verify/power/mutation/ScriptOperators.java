package io.replyx.verify.power.mutation;

import static io.replyx.verify.power.mutation.Side.APPLY;
import static io.replyx.verify.power.mutation.Side.UNDO;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Scripts that are empty, declare nothing, or work only once or only on an empty database. */
final class ScriptOperators {
    private static final Pattern DECLARATION = Pattern.compile("(?m)^--\\s*(keeps|lossy|drops|changes):.*\\n");
    /** Asked in a text of SQL that is put together where it runs: a script that names the history is refused. */
    private static final String HISTORY =
            "pg_catalog.query_to_xml('SELECT 1 AS n FROM public.flyway' || '_schema_history WHERE type = ''DELETE'' AND"
                    + " version = ''%s''', false, true, '')::text LIKE '%%<n>%%'";

    private ScriptOperators() {}

    static List<MutationOperator> all() {
        return List.of(
                Shapes.versions(
                        "apply-does-nothing",
                        "A version does nothing.",
                        scripts -> Stream.of(scripts.with(APPLY, "SELECT 1;\n", "does nothing", scripts.object()))),
                Shapes.versions("undo-empty", "An undo is an empty file.", scripts -> undo(scripts, "", "is empty")),
                Shapes.versions(
                        "undo-of-comments",
                        "An undo consists of a comment only.",
                        scripts -> undo(scripts, "-- Nothing to take back.\n", "is a comment only")),
                Shapes.versions(
                        "undo-selects-only",
                        "An undo runs a statement that changes nothing.",
                        scripts -> undo(scripts, "SELECT 1;\n", "changes nothing")),
                Shapes.versions(
                        "declaration-forgotten",
                        "A script no longer declares what it keeps, drops, changes or loses.",
                        ScriptOperators::undeclared),
                Shapes.versions(
                        "applies-to-empty-tables-only",
                        "A version applies only while a table is empty.",
                        scripts -> onEmptyOnly(scripts, APPLY, scripts.before())),
                Shapes.versions(
                        "undoes-empty-tables-only",
                        "An undo works only while the tables of its version are empty.",
                        scripts -> onEmptyOnly(scripts, UNDO, scripts.made())),
                Shapes.versions(
                        "applies-once-only",
                        "A version does not apply again after it was taken back.",
                        scripts -> once(scripts, APPLY)),
                Shapes.versions(
                        "undoes-once-only", "An undo works only the first time.", scripts -> once(scripts, UNDO)),
                Shapes.versions(
                        "applies-differently-again",
                        "A version makes something else when it is applied again.",
                        ScriptOperators::differently),
                Shapes.appendedFor(
                        "required-column-added",
                        "A version adds a column that must have a value and has no default.",
                        table -> Optional.of(new Shapes.Addition(
                                "ALTER TABLE " + table.name() + " ADD COLUMN required integer NOT NULL",
                                "adds column " + table.name() + ".required without a default",
                                "column " + table.name() + ".required")),
                        APPLY));
    }

    private static Stream<Mutation> undo(VersionScripts scripts, String text, String change) {
        return scripts.cut(UNDO).stream().map(cut -> scripts.with(UNDO, text, "the undo " + change, scripts.object()));
    }

    private static Stream<Mutation> undeclared(VersionScripts scripts) {
        return Stream.of(APPLY, UNDO)
                .flatMap(side -> scripts.cut(side).stream().flatMap(cut -> {
                    Matcher declaration = DECLARATION.matcher(cut.script());
                    return declaration
                            .results()
                            .map(each -> scripts.with(
                                    side,
                                    cut.script().replace(each.group(), ""),
                                    "without: " + Names.excerpt(each.group()),
                                    declared(each.group())));
                }));
    }

    /** The object of a declaration, which may stand there without its kind. */
    private static String declared(String declaration) {
        String object = declaration
                .replaceFirst("(?s)^--\\s*[\\w-]+:\\s*([^(\\n]+).*", "$1")
                .strip();
        return object.contains(" ") ? object : "table " + object;
    }

    private static Stream<Mutation> onEmptyOnly(VersionScripts scripts, Side side, List<TableSketch> tables) {
        return tables.stream()
                .flatMap(table -> scripts
                        .prepended(
                                side,
                                refusal("EXISTS (SELECT FROM " + table.name() + ")", table.name() + " holds rows"),
                                "fails once " + table.name() + " holds rows",
                                table.object())
                        .stream());
    }

    private static Stream<Mutation> once(VersionScripts scripts, Side side) {
        String again = HISTORY.formatted(scripts.version());
        return scripts
                .prepended(
                        side,
                        refusal(again, "version " + scripts.version() + " was taken back before"),
                        "fails after the version was taken back once",
                        scripts.object())
                .stream();
    }

    private static String refusal(String condition, String message) {
        return "DO $guard$\nBEGIN\n    IF " + condition + " THEN\n        RAISE EXCEPTION '"
                + message.replace("'", "''") + "';\n    END IF;\nEND\n$guard$";
    }

    private static Stream<Mutation> differently(VersionScripts scripts) {
        return scripts.made().stream()
                .limit(1)
                .flatMap(table -> scripts
                        .appended(
                                APPLY,
                                "DO $again$\nBEGIN\n    IF " + HISTORY.formatted(scripts.version())
                                        + " THEN\n        EXECUTE 'ALTER TABLE " + table.name()
                                        + " ADD COLUMN again integer';\n    END IF;\nEND\n$again$",
                                "gets a column more when it is applied again",
                                "column " + table.name() + ".again")
                        .stream());
    }
}
