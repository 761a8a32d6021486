package io.replyx.verify.evidence.use;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The statements that put a row into a table. */
final class NewRows {
    private static final String TELLING_ITS_PLACE = " returning " + Place.OF_A_ROW;

    private final String table;
    private final List<GeneratedColumn> columns;
    private final List<GeneratedColumn> written;
    private final Choices choices;

    NewRows(String table, List<GeneratedColumn> columns, Choices choices) {
        this.table = table;
        this.columns = columns;
        this.written = columns.stream().filter(column -> !column.computed()).toList();
        this.choices = choices;
    }

    Choices choices() {
        return choices;
    }

    /** A row like one that is there, but for what has to be unique: with a new reference, or the old one. */
    List<String> copies() {
        return List.of(copy(true), copy(false));
    }

    private String copy(boolean newReferences) {
        String values = written.stream()
                .map(column -> column.unique() && (newReferences || !column.isReference())
                        ? column.fresh()
                        : "r." + column.name())
                .collect(Collectors.joining(", "));
        return "insert into " + table + names(written) + (written.isEmpty() ? "select" : "select " + values) + " from "
                + table + " r limit 1" + TELLING_ITS_PLACE;
    }

    /** A row of generated values for those columns that need one. */
    String generated() {
        List<GeneratedColumn> needed = columns.stream()
                .filter(column -> column.needed() || choices.minds(column))
                .filter(column -> !column.computed())
                .toList();
        return insert(needed, choices::value);
    }

    /** A row that has no value in common with one that is there, as far as that can be, and a value everywhere. */
    String unlikeAny() {
        return insert(written, GeneratedColumn::unlikeAny);
    }

    private String insert(List<GeneratedColumn> filled, Function<GeneratedColumn, String> value) {
        String row = filled.isEmpty()
                ? " default values"
                : names(filled) + "values (" + filled.stream().map(value).collect(Collectors.joining(", ")) + ")";
        return "insert into " + table + row + TELLING_ITS_PLACE;
    }

    /** Delete a row and put it back as it was, in one statement, so that what refers to it finds it again. */
    String putBack(Place place) {
        String values = written.stream().map(GeneratedColumn::name).collect(Collectors.joining(", "));
        return "with gone as (delete from " + table + place.where() + " returning *) insert into " + table
                + names(written) + "select " + values + " from gone";
    }

    private static String names(List<GeneratedColumn> columns) {
        String names = columns.stream().map(GeneratedColumn::name).collect(Collectors.joining(", "));
        return (columns.isEmpty() ? " " : " (" + names + ") ") + "overriding system value ";
    }
}
