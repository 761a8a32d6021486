package io.replyx.verify.evidence.use;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table with the statements that look for a row in it, change it and take it out. */
final class GeneratedTable {
    private static final int MOST_CHANGED = 6;
    private static final int MOST_DELETED = 100;

    private final String name;
    private final List<GeneratedColumn> columns;
    private final NewRows newRows;

    GeneratedTable(String name, List<GeneratedColumn> columns, Attempts attempts) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.newRows = new NewRows(name, this.columns, new Choices(attempts));
    }

    String name() {
        return name;
    }

    String object() {
        return "table " + name;
    }

    NewRows newRows() {
        return newRows;
    }

    String rowAt(Place place) {
        return "select 1 from " + name + place.where();
    }

    String anyRow() {
        return "select " + Place.OF_A_ROW + " from " + name + " limit 1";
    }

    /** Has a row where a rule does something else in place of an operation. */
    String insteadRule(Operation operation) {
        return "select 1 from pg_catalog.pg_rewrite r where r.is_instead and r.ev_type = '" + operation.event()
                + "' and r.ev_class = '" + name.replace("'", "''") + "'::pg_catalog.regclass";
    }

    String update(Place place) {
        List<GeneratedColumn> written = columns.stream()
                .filter(column -> !column.computed() && !column.identityAlways())
                .toList();
        if (written.isEmpty()) {
            return "select 1";
        }
        String same = written.stream()
                .map(column -> column.name() + " = " + column.name())
                .collect(Collectors.joining(", "));
        return "update " + name + " set " + same + place.where();
    }

    /** Updates that each give a column another value, as far as there is one without looking for it. */
    List<Change> changes(Place place) {
        return changed().map(column -> Change.generated(name, column, place)).toList();
    }

    /** Updates that each give a column a value that another row has. */
    List<Change> changesAsElsewhere(Place place) {
        return changed().map(column -> Change.asElsewhere(name, column, place)).toList();
    }

    private Stream<GeneratedColumn> changed() {
        return columns.stream()
                .filter(column -> !column.computed() && !column.unique() && !column.isReference())
                // No check refuses NULL by itself.
                .sorted(Comparator.comparing(column -> !column.nullable()))
                .limit(MOST_CHANGED);
    }

    String delete(Place place) {
        return "delete from " + name + place.where();
    }

    /** Delete as many rows as there are, up to a bound. */
    String deleteMany() {
        return "delete from " + name + " where (tableoid, ctid) in (select tableoid, ctid from " + name + " limit "
                + MOST_DELETED + ")";
    }

    /** Everything that can be done with a row that is there, and one more like it. */
    List<String> writes(Place place) {
        List<String> writes = new ArrayList<>(newRows.copies());
        writes.add(newRows.generated());
        writes.add(update(place));
        changes(place).forEach(change -> writes.add(change.update()));
        writes.add(delete(place));
        return writes;
    }
}
