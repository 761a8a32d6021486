package io.replyx.verify.evidence.use;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A table with the statements that put a row into it, change it and take it out. */
final class GeneratedTable {
    private static final int MOST_CHANGED = 6;

    private final String name;
    private final List<GeneratedColumn> columns;
    private final Map<String, Refusals> refusals = new LinkedHashMap<>();
    private final Attempts attempts;

    private GeneratedTable(String name, List<GeneratedColumn> columns, Attempts attempts) {
        this.name = name;
        this.columns = columns;
        this.attempts = attempts;
    }

    /** All tables, each after those that it refers to. */
    static List<GeneratedTable> all(Attempts attempts, Set<String> bookkeeping) throws SQLException {
        Map<String, List<GeneratedColumn>> tables = new LinkedHashMap<>();
        for (GeneratedColumn column : attempts.read(GeneratedColumn.ofTables(), GeneratedColumn::of)) {
            if (!bookkeeping.contains(column.bareTable())) {
                List<GeneratedColumn> own = tables.computeIfAbsent(column.table(), table -> new ArrayList<>());
                if (!column.name().isEmpty()) {
                    own.add(column);
                }
            }
        }
        List<GeneratedTable> ordered = new ArrayList<>();
        for (String table : new ReferenceOrder(tables).parentsFirst()) {
            ordered.add(new GeneratedTable(table, tables.getOrDefault(table, List.of()), attempts));
        }
        return ordered;
    }

    String name() {
        return name;
    }

    String object() {
        return "table " + name;
    }

    /** A row like one that is there, but for what has to be unique: with a new reference, or the old one. */
    List<String> copies() {
        return List.of(copy(true), copy(false));
    }

    private String copy(boolean newReferences) {
        List<GeneratedColumn> written = written();
        String values = written.stream()
                .map(column -> column.unique() && (newReferences || !column.isReference())
                        ? column.fresh()
                        : "r." + column.name())
                .collect(Collectors.joining(", "));
        return "insert into " + name + names(written) + (written.isEmpty() ? "select" : "select " + values) + " from "
                + name + " r limit 1 returning tableoid::pg_catalog.int8 || ' ' || ctid";
    }

    /** A row of generated values for those columns that need one. */
    String insert() {
        List<GeneratedColumn> needed = columns.stream()
                .filter(column -> column.needed() || refusals.containsKey(column.name()))
                .filter(column -> !column.computed())
                .toList();
        return insert(needed, this::value);
    }

    /** A row that has no value in common with one that is there, as far as that can be. */
    String unlikeAny() {
        return insert(written(), GeneratedColumn::unlikeAny);
    }

    private String insert(List<GeneratedColumn> filled, Function<GeneratedColumn, String> value) {
        String row = filled.isEmpty()
                ? " default values"
                : names(filled) + "values (" + filled.stream().map(value).collect(Collectors.joining(", ")) + ")";
        return "insert into " + name + row + " returning tableoid::pg_catalog.int8 || ' ' || ctid";
    }

    private String value(GeneratedColumn column) {
        Refusals refused = refusals.get(column.name());
        return refused == null ? column.fresh() : refused.value(column);
    }

    /** Choose other values after a row was refused, and tell whether there are any left. */
    boolean avoid(Failure failure) throws SQLException {
        boolean other = false;
        for (Refusals refused : failure.refusesRow() ? Refusals.read(failure, attempts) : List.<Refusals>of()) {
            if (refusals.putIfAbsent(refused.column(), refused) == null) {
                other = true;
            }
        }
        if (!other) {
            for (Refusals refused : refusals.values()) {
                other |= refused.next();
            }
        }
        return other;
    }

    String rowAt(String place) {
        return "select 1 from " + name + where(place);
    }

    /** Has a row where a rule does something else in place of an operation. */
    String insteadRule(Operation operation) {
        return "select 1 from pg_catalog.pg_rewrite r where r.is_instead and r.ev_type = '" + operation.event()
                + "' and r.ev_class = '" + name.replace("'", "''") + "'::pg_catalog.regclass";
    }

    String anyRow() {
        return "select tableoid::pg_catalog.int8 || ' ' || ctid from " + name + " limit 1";
    }

    String update(String place) {
        List<GeneratedColumn> written = columns.stream()
                .filter(column -> !column.computed() && !column.identityAlways())
                .toList();
        if (written.isEmpty()) {
            return "select 1";
        }
        String same = written.stream()
                .map(column -> column.name() + " = " + column.name())
                .collect(Collectors.joining(", "));
        return "update " + name + " set " + same + where(place);
    }

    /**
     * Another value for a column.
     *
     * @param update gives it
     * @param differs has a row where it is not the value that is there
     */
    record Change(String update, String differs) {}

    /** Updates that each give a column another value, as far as there is one without looking for it. */
    List<Change> changes(String place) {
        return columns.stream()
                .filter(column -> !column.computed() && !column.unique() && !column.isReference())
                // No check refuses NULL by itself.
                .sorted(Comparator.comparing(column -> !column.nullable()))
                .limit(MOST_CHANGED)
                .map(column -> change(column, where(place)))
                .toList();
    }

    private Change change(GeneratedColumn column, String where) {
        return new Change(
                "update " + name + " set " + column.name() + " = " + column.other() + where,
                "select 1 from " + name + where + " and " + column.name() + "::text is distinct from (" + column.other()
                        + ")::text");
    }

    /** Everything that can be done with a row that is there, and one more like it. */
    List<String> writes(String place) {
        List<String> writes = new ArrayList<>(copies());
        writes.add(insert());
        writes.add(update(place));
        changes(place).forEach(change -> writes.add(change.update()));
        writes.add(delete(place));
        return writes;
    }

    String delete(String place) {
        return "delete from " + name + where(place);
    }

    /** Delete a row and put it back as it was, in one statement, so that what refers to it finds it again. */
    String putBack(String place) {
        List<GeneratedColumn> written = written();
        String values = written.stream().map(GeneratedColumn::name).collect(Collectors.joining(", "));
        return "with gone as (" + delete(place) + " returning *) insert into " + name + names(written) + "select "
                + values + " from gone";
    }

    private List<GeneratedColumn> written() {
        return columns.stream().filter(column -> !column.computed()).toList();
    }

    private static String where(String place) {
        String[] parts = place.split(" ", 2);
        return " where tableoid = " + parts[0] + " and ctid = '" + parts[1] + "'";
    }

    private static String names(List<GeneratedColumn> columns) {
        String names = columns.stream().map(GeneratedColumn::name).collect(Collectors.joining(", "));
        return (columns.isEmpty() ? " " : " (" + names + ") ") + "overriding system value ";
    }
}
