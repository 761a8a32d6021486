package io.replyx.verify.evidence.use;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        if (needed.isEmpty()) {
            return "insert into " + name + " default values returning tableoid::pg_catalog.int8 || ' ' || ctid";
        }
        String values = needed.stream().map(this::value).collect(Collectors.joining(", "));
        return "insert into " + name + names(needed) + "values (" + values
                + ") returning tableoid::pg_catalog.int8 || ' ' || ctid";
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

    /** Updates that each give a column another value, as far as there is one without looking for it. */
    List<String> changes(String place) {
        return columns.stream()
                .filter(column -> !column.computed() && !column.unique() && !column.isReference())
                // No check refuses NULL by itself.
                .sorted(Comparator.comparing(column -> !column.nullable()))
                .limit(MOST_CHANGED)
                .map(column -> "update " + name + " set " + column.name() + " = " + column.other() + where(place))
                .toList();
    }

    /** Everything that can be done with a row that is there, and one more like it. */
    List<String> writes(String place) {
        List<String> writes = new ArrayList<>(copies());
        writes.add(insert());
        writes.add(update(place));
        writes.addAll(changes(place));
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
