package io.replyx.verify.power.mutation;

import static io.replyx.verify.power.mutation.Side.APPLY;
import static io.replyx.verify.power.mutation.Side.UNDO;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Statements that are missing, twice there, in another order or about the wrong thing. */
final class StatementOperators {
    private static final Pattern IF_EXISTS = Pattern.compile("(?i)\\bif\\s+(?:not\\s+)?exists\\s+");
    private static final Pattern DROP = Pattern.compile("(?is)(drop\\s+(?:table|index|view|sequence|function|type)\\s+"
            + "(?:concurrently\\s+)?)(?:if\\s+exists\\s+)?(" + Names.QUALIFIED + ")(.*)");

    private StatementOperators() {}

    static List<MutationOperator> all() {
        return List.of(
                Shapes.statements(
                        "apply-statement-dropped",
                        "A statement of a version is missing.",
                        StatementOperators::dropped,
                        APPLY),
                Shapes.statements(
                        "undo-statement-dropped",
                        "A statement of an undo is missing, so that it forgets an object.",
                        StatementOperators::dropped,
                        UNDO),
                Shapes.statements(
                        "apply-statement-repeated",
                        "A statement of a version is there twice.",
                        StatementOperators::repeated,
                        APPLY),
                Shapes.statements(
                        "undo-statement-repeated",
                        "A statement of an undo is there twice.",
                        StatementOperators::repeated,
                        UNDO),
                Shapes.versions(
                        "apply-statements-swapped",
                        "Two statements of a version stand in the other order.",
                        scripts -> swapped(scripts, APPLY)),
                Shapes.versions(
                        "undo-statements-swapped",
                        "Two statements of an undo stand in the other order.",
                        scripts -> swapped(scripts, UNDO)),
                Shapes.versions("apply-cut-short", "A version ends half-way.", scripts -> cutShort(scripts, APPLY)),
                Shapes.versions("undo-cut-short", "An undo ends half-way.", scripts -> cutShort(scripts, UNDO)),
                Shapes.versions(
                        "undo-reversed",
                        "The statements of an undo stand in the opposite order.",
                        StatementOperators::reversed),
                Shapes.statements(
                        "condition-removed",
                        "IF EXISTS or IF NOT EXISTS is missing.",
                        StatementOperators::withoutCondition,
                        Shapes.BOTH),
                Shapes.statements(
                        "drop-of-wrong-name",
                        "DROP … IF EXISTS names an object that is not there, and silently does nothing.",
                        StatementOperators::wrongName,
                        Shapes.BOTH),
                Shapes.statements(
                        "object-there-before",
                        "IF NOT EXISTS passes over an object of the same name that is something else.",
                        StatementOperators::thereBefore,
                        APPLY));
    }

    private static Stream<Mutation> dropped(Spot spot) {
        return Stream.of(spot.script(spot.cut().without(spot.piece()), "missing: " + Names.excerpt(spot.text())));
    }

    private static Stream<Mutation> repeated(Spot spot) {
        return Stream.of(
                spot.script(spot.cut().after(spot.piece(), spot.text()), "twice there: " + Names.excerpt(spot.text())));
    }

    private static Stream<Mutation> swapped(VersionScripts scripts, Side side) {
        return scripts.cut(side).stream()
                .flatMap(cut -> Stream.iterate(1, i -> i + 1)
                        .limit(Math.max(0, cut.outer().size() - 1))
                        .map(i -> {
                            Spot second =
                                    new Spot(scripts, side, cut, cut.outer().get(i));
                            return second.script(
                                    cut.swapped(cut.outer().get(i - 1), second.piece()),
                                    "before its predecessor: " + Names.excerpt(second.text()));
                        }));
    }

    private static Stream<Mutation> cutShort(VersionScripts scripts, Side side) {
        return scripts.cut(side).filter(cut -> cut.outer().size() > 1).stream().map(cut -> {
            int half = cut.outer().size() / 2;
            Spot firstMissing = new Spot(scripts, side, cut, cut.outer().get(half));
            return firstMissing.script(
                    cut.upTo(cut.outer().get(half - 1)), "missing from here on: " + Names.excerpt(firstMissing.text()));
        });
    }

    private static Stream<Mutation> reversed(VersionScripts scripts) {
        return scripts.cut(UNDO).filter(cut -> cut.outer().size() > 1).stream().map(cut -> {
            StringBuilder reversed = new StringBuilder(
                    cut.script().substring(0, cut.outer().get(0).from()));
            for (int i = cut.outer().size() - 1; i >= 0; i--) {
                reversed.append(cut.outer().get(i).text()).append(";\n");
            }
            Spot last = new Spot(scripts, UNDO, cut, cut.outer().get(cut.outer().size() - 1));
            return last.script(reversed.toString(), "all statements in the opposite order", scripts.object());
        });
    }

    private static Stream<Mutation> withoutCondition(Spot spot) {
        Matcher condition = IF_EXISTS.matcher(spot.text());
        boolean block = spot.text().contains("$");
        return condition.find() && !block
                ? Stream.of(spot.becoming(
                        condition.replaceFirst(""), "without its condition: " + Names.excerpt(spot.text())))
                : Stream.empty();
    }

    private static Stream<Mutation> wrongName(Spot spot) {
        Matcher drop = DROP.matcher(spot.text());
        return drop.matches()
                ? Stream.of(spot.becoming(
                        drop.group(1) + "IF EXISTS " + Names.longer(drop.group(2), "_old") + drop.group(3),
                        "another name in: " + Names.excerpt(spot.text())))
                : Stream.empty();
    }

    private static Stream<Mutation> thereBefore(Spot spot) {
        return IndexStatement.parse(spot.text()).filter(IndexStatement::btree).stream()
                .flatMap(index -> other(spot, index).stream());
    }

    private static Optional<Mutation> other(Spot spot, IndexStatement index) {
        return Stream.concat(spot.scripts().before().stream(), spot.scripts().made().stream())
                .filter(table -> table.name().equals(index.table()))
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.text() && !index.columns().contains(column.name()))
                .findFirst()
                .map(column -> {
                    IndexStatement first =
                            index.over(List.of(column.name())).unique(false).concurrently(false);
                    String skips = IF_EXISTS.matcher(spot.text()).find()
                            ? spot.text()
                            : spot.text().replaceFirst("(?i)(index\\s+(?:concurrently\\s+)?)", "$1IF NOT EXISTS ");
                    return spot.becoming(
                            first.sql() + ";\n" + skips,
                            "an index of that name is there before: " + Names.excerpt(first.sql()));
                });
    }
}
