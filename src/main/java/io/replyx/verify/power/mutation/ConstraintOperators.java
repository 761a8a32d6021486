package io.replyx.verify.power.mutation;

import static io.replyx.verify.power.mutation.Shapes.constraints;

import io.replyx.verify.power.mutation.Shapes.Addition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Constraints that are missing, over other columns, or hold in another way. */
final class ConstraintOperators {
    private static final Pattern ADDS = Pattern.compile(
            "(?is)(alter\\s+table\\s+(" + Names.QUALIFIED + ")\\s+add\\s+constraint\\s+)(" + Names.NAME + ")(\\s+.*)");
    private static final Pattern DEFAULT = Pattern.compile("(?is)(alter\\s+table\\s+" + Names.QUALIFIED
            + "\\s+alter\\s+column\\s+" + Names.NAME + "\\s+set\\s+default\\s+)(.*)");
    private static final Pattern OF_COLUMN = Pattern.compile(
            "(?is)(alter\\s+table\\s+(" + Names.QUALIFIED + ")\\s+alter\\s+column\\s+)(" + Names.NAME + ")(\\s+.*)");
    private static final Pattern ON_TABLE =
            Pattern.compile("(?is)(alter\\s+table\\s+(?:if\\s+exists\\s+)?)(" + Names.QUALIFIED + ")(\\s+.*)");

    private ConstraintOperators() {}

    static List<MutationOperator> all() {
        return List.of(
                Shapes.tables("primary-key-dropped", "A table has no primary key.", table -> dropped(table, true)),
                Shapes.tables("foreign-key-dropped", "A foreign key is missing.", table -> dropped(table, false)),
                constraints("primary-key-columns", "A primary key has a column more.", ConstraintOperators::wider),
                constraints(
                        "foreign-key-deletes",
                        "Deleting a row deletes those that refer to it.",
                        (table, each) -> each.foreignKey()
                                ? Optional.of(each.defined(each.definition() + " ON DELETE CASCADE"))
                                : Optional.empty()),
                constraints(
                        "foreign-key-sets-null",
                        "Deleting a row empties what refers to it.",
                        (table, each) -> each.foreignKey()
                                ? Optional.of(each.defined(each.definition() + " ON DELETE SET NULL"))
                                : Optional.empty()),
                constraints(
                        "foreign-key-updates",
                        "A changed key changes what refers to it.",
                        (table, each) -> each.foreignKey()
                                ? Optional.of(each.defined(each.definition() + " ON UPDATE CASCADE"))
                                : Optional.empty()),
                constraints(
                        "constraint-deferred",
                        "A constraint is verified at the end only.",
                        (table, each) -> each.foreignKey() || each.primaryKey()
                                ? Optional.of(each.defined(each.definition() + " DEFERRABLE INITIALLY DEFERRED"))
                                : Optional.empty()),
                constraints("foreign-key-column", "A foreign key is over another column.", ConstraintOperators::column),
                constraints("foreign-key-table", "A foreign key refers to another table.", ConstraintOperators::other),
                constraints(
                        "constraint-name",
                        "A constraint has another name.",
                        (table, each) -> Optional.of(each.named(Names.longer(each.name(), "2")))),
                Shapes.tables(
                        "foreign-key-not-valid", "A foreign key was never validated.", ConstraintOperators::notValid),
                Shapes.tables(
                        "check-added",
                        "A table has a check too many.",
                        table -> Stream.of(new Addition(
                                table.and("CONSTRAINT surplus_check CHECK (true)")
                                        .sql(),
                                "constraint " + table.name() + ".surplus_check is there too",
                                "constraint " + table.name() + ".surplus_check"))),
                Shapes.statements(
                        "added-constraint-name",
                        "A constraint that is added has another name.",
                        spot -> adds(spot, Names.longer("$3", "2") + "$4"),
                        Side.APPLY),
                Shapes.statements(
                        "added-constraint-deferred",
                        "A constraint that is added is deferred.",
                        spot -> adds(spot, "$3$4 DEFERRABLE INITIALLY DEFERRED"),
                        Side.APPLY),
                Shapes.statements(
                        "unique-to-primary",
                        "A unique constraint that is added is of another kind.",
                        spot -> spot.text().matches("(?is).*add\\s+constraint\\s+\\S+\\s+unique\\s+using\\s+index.*")
                                ? Stream.of(spot.becoming(
                                        spot.text().replaceFirst("(?i)\\bunique\\b", "PRIMARY KEY"),
                                        "as a primary key: " + Names.excerpt(spot.text())))
                                : Stream.empty(),
                        Side.APPLY),
                Shapes.statements(
                        "set-default-changed",
                        "A default that is set is another one.",
                        ConstraintOperators::setDefault,
                        Shapes.BOTH),
                Shapes.statements(
                        "altered-column",
                        "Another column is altered.",
                        ConstraintOperators::alteredColumn,
                        Shapes.BOTH),
                Shapes.statements(
                        "altered-table", "Another table is altered.", ConstraintOperators::alteredTable, Shapes.BOTH));
    }

    private static Stream<Addition> dropped(TableStatement table, boolean primary) {
        return table.constraints().stream()
                .filter(each -> primary ? each.primaryKey() : each.foreignKey())
                .map(each -> new Addition(
                        table.without(each.element()).sql(),
                        "constraint " + table.name() + "." + each.name() + " is missing",
                        "constraint " + table.name() + "." + each.name()));
    }

    private static Optional<ConstraintPart> wider(TableStatement table, ConstraintPart each) {
        return !each.primaryKey()
                ? Optional.empty()
                : table.columns().stream()
                        .filter(column -> column.notNull() && !each.definition().contains(column.name()))
                        .findFirst()
                        .map(column -> each.defined(each.definition().replaceFirst("\\)", ", " + column.name() + ")")));
    }

    private static Optional<ConstraintPart> column(TableStatement table, ConstraintPart each) {
        return table.constraints().stream()
                .filter(other -> each.foreignKey() && other.foreignKey())
                .flatMap(other -> other.column().stream())
                .filter(column -> !each.column().equals(Optional.of(column)))
                .findFirst()
                .map(column -> each.defined(each.definition().replaceFirst("\\([^)]*\\)", "(" + column + ")")));
    }

    private static Optional<ConstraintPart> other(TableStatement table, ConstraintPart each) {
        return table.constraints().stream()
                .flatMap(other -> other.referenced().stream())
                .filter(referenced -> each.foreignKey() && !each.referenced().equals(Optional.of(referenced)))
                .findFirst()
                .map(referenced -> each.defined(
                        each.definition().replaceFirst("(?i)(references\\s+)" + Names.QUALIFIED, "$1" + referenced)));
    }

    private static Stream<Addition> notValid(TableStatement table) {
        return table.constraints().stream()
                .filter(ConstraintPart::foreignKey)
                .map(each -> new Addition(
                        table.without(each.element()).sql() + ";\nALTER TABLE " + table.name() + " ADD " + each.sql()
                                + " NOT VALID",
                        "constraint " + table.name() + "." + each.name() + " is not valid",
                        "constraint " + table.name() + "." + each.name()));
    }

    private static Stream<Mutation> adds(Spot spot, String replacement) {
        Matcher adds = ADDS.matcher(spot.text());
        return adds.matches()
                ? Stream.of(spot.becoming(
                        adds.replaceFirst("$1" + replacement), "otherwise: " + Names.excerpt(spot.text())))
                : Stream.empty();
    }

    private static Stream<Mutation> setDefault(Spot spot) {
        Matcher sets = DEFAULT.matcher(spot.text());
        return sets.matches()
                ? Stream.of(spot.becoming(sets.group(1) + "NULL", "to nothing: " + Names.excerpt(spot.text())))
                : Stream.empty();
    }

    private static Stream<Mutation> alteredColumn(Spot spot) {
        Matcher altered = OF_COLUMN.matcher(spot.text());
        if (!altered.matches()) {
            return Stream.empty();
        }
        return spot.scripts().before().stream()
                .filter(table -> table.name().equals(altered.group(2)))
                .flatMap(table -> table.columns().stream())
                .filter(column ->
                        column.type().startsWith("timestamp") && !column.name().equals(altered.group(3)))
                .limit(1)
                .map(column -> spot.becoming(
                        altered.group(1) + column.name() + altered.group(4),
                        "column " + column.name() + " instead: " + Names.excerpt(spot.text())));
    }

    private static Stream<Mutation> alteredTable(Spot spot) {
        Matcher altered = ON_TABLE.matcher(spot.text());
        if (!altered.matches()) {
            return Stream.empty();
        }
        return spot.scripts().before().stream()
                .filter(table -> !table.name().equals(altered.group(2)))
                .limit(1)
                .map(table -> spot.becoming(
                        altered.group(1) + table.name() + altered.group(3),
                        "table " + table.name() + " instead: " + Names.excerpt(spot.text())));
    }
}
