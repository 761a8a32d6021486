package io.replyx.verify.power.mutation;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** The shapes that operators have: a change to each statement, index, table, column, constraint or version of a kind. */
final class Shapes {
    private Shapes() {}

    /** Both sides of a version. */
    static final Side[] BOTH = Side.values();

    /** A statement more at the end of a script. */
    record Addition(String sql, String change, String object) {}

    static MutationOperator statements(
            String name, String sentence, Function<Spot, Stream<Mutation>> change, Side... sides) {
        return new MutationOperator(
                name, sentence, material -> material.spots(sides).flatMap(change));
    }

    static MutationOperator versions(String name, String sentence, Function<VersionScripts, Stream<Mutation>> change) {
        return new MutationOperator(
                name, sentence, material -> material.versions().stream().flatMap(change));
    }

    /** Another definition of an index, on the way forward or where an undo builds it again. */
    static MutationOperator indexes(
            String name, String sentence, Function<IndexStatement, Optional<IndexStatement>> change) {
        return statements(
                name,
                sentence,
                spot -> IndexStatement.parse(spot.text()).stream()
                        .flatMap(index -> change.apply(index).stream()
                                .map(other -> spot.becoming(
                                        other.sql(),
                                        index.object() + " becomes: " + Names.excerpt(other.sql()),
                                        index.object()))),
                BOTH);
    }

    /** Another definition of an index, by the columns that its table has. */
    static MutationOperator indexesByTable(
            String name, String sentence, BiFunction<IndexStatement, TableSketch, Optional<IndexStatement>> change) {
        return statements(
                name,
                sentence,
                spot -> IndexStatement.parse(spot.text()).stream()
                        .flatMap(index -> Stream.concat(
                                        spot.scripts().before().stream(), spot.scripts().made().stream())
                                .filter(table -> table.name().equals(index.table()))
                                .flatMap(table -> change.apply(index, table).stream())
                                .map(other -> spot.becoming(
                                        other.sql(),
                                        index.object() + " becomes: " + Names.excerpt(other.sql()),
                                        index.object()))),
                BOTH);
    }

    /** Another definition of a table; the function says what became of it, and of which object. */
    static MutationOperator tables(String name, String sentence, Function<TableStatement, Stream<Addition>> change) {
        return statements(
                name,
                sentence,
                spot -> TableStatement.parse(spot.text()).stream()
                        .flatMap(change)
                        .map(other -> spot.becoming(other.sql(), other.change(), other.object())),
                BOTH);
    }

    /** Another definition of a column within CREATE TABLE. */
    static MutationOperator columns(String name, String sentence, Function<ColumnPart, Optional<ColumnPart>> change) {
        return tables(
                name,
                sentence,
                table -> table.columns().stream()
                        .flatMap(column -> change.apply(column).stream()
                                .map(other -> new Addition(
                                        table.with(column.element(), other.sql())
                                                .sql(),
                                        "column " + table.name() + "." + column.name() + " becomes: " + other.sql(),
                                        "column " + table.name() + "." + column.name()))));
    }

    /** Another definition of a constraint within CREATE TABLE. */
    static MutationOperator constraints(
            String name, String sentence, BiFunction<TableStatement, ConstraintPart, Optional<ConstraintPart>> change) {
        return tables(
                name,
                sentence,
                table -> table.constraints().stream()
                        .flatMap(constraint -> change.apply(table, constraint).stream()
                                .map(other -> new Addition(
                                        table.with(constraint.element(), other.sql())
                                                .sql(),
                                        "constraint " + table.name() + "." + constraint.name() + " becomes: "
                                                + other.sql(),
                                        "constraint " + table.name() + "." + constraint.name()))));
    }

    /** A statement more at the end of the script that makes a table. */
    static MutationOperator appliedTo(
            String name, String sentence, Function<TableSketch, Optional<Addition>> addition) {
        return appended(name, sentence, VersionScripts::made, addition, Side.APPLY);
    }

    /** A statement more at the end of a script of these sides, about a table that was there before its version. */
    static MutationOperator appendedFor(
            String name, String sentence, Function<TableSketch, Optional<Addition>> addition, Side... sides) {
        return appended(name, sentence, VersionScripts::before, addition, sides);
    }

    private static MutationOperator appended(
            String name,
            String sentence,
            Function<VersionScripts, java.util.List<TableSketch>> tables,
            Function<TableSketch, Optional<Addition>> addition,
            Side... sides) {
        return versions(
                name,
                sentence,
                scripts -> Arrays.stream(sides)
                        .flatMap(side -> tables.apply(scripts).stream()
                                .flatMap(table -> addition.apply(table).stream())
                                .flatMap(each -> scripts
                                        .appended(
                                                side,
                                                each.sql(),
                                                side.name().toLowerCase(java.util.Locale.ROOT) + " also "
                                                        + each.change(),
                                                each.object())
                                        .stream())));
    }

    /** A statement more at the end of every script of these sides. */
    static MutationOperator everywhere(String name, String sentence, Addition addition, Side... sides) {
        return versions(
                name,
                sentence,
                scripts -> Arrays.stream(sides)
                        .flatMap(side -> scripts
                                .appended(
                                        side,
                                        addition.sql(),
                                        side.name().toLowerCase(java.util.Locale.ROOT) + " also " + addition.change(),
                                        addition.object())
                                .stream()));
    }
}
