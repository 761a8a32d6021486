package io.replyx.verify.evidence.use;

import io.replyx.verify.evidence.use.Use.Fault;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes through views whose triggers take the place of what is written: a row into each, then all of them. */
final class ViewUse {
    private static final String TRIGGERED = """
            and exists (select from pg_catalog.pg_trigger t
                        where t.tgrelid = c.oid and not t.tgisinternal and t.tgenabled <> 'D' and t.tgtype & 64 <> 0)""";

    private final Attempts attempts;

    ViewUse(Attempts attempts) {
        this.attempts = attempts;
    }

    /** Use all of them, add what is at fault, and tell how many there were. */
    int examine(List<Fault> broken) throws SQLException {
        Map<String, List<GeneratedColumn>> views =
                attempts.read(GeneratedColumn.of("'v'", TRIGGERED), GeneratedColumn::of).stream()
                        .collect(Collectors.groupingBy(
                                GeneratedColumn::table, java.util.TreeMap::new, Collectors.toList()));
        for (Map.Entry<String, List<GeneratedColumn>> view : views.entrySet()) {
            written(view.getKey(), view.getValue()).ifPresent(broken::add);
        }
        return views.size();
    }

    private Optional<Fault> written(String view, List<GeneratedColumn> columns) throws SQLException {
        String names = columns.stream().map(GeneratedColumn::name).collect(Collectors.joining(", "));
        String values = columns.stream().map(GeneratedColumn::other).collect(Collectors.joining(", "));
        String same = columns.stream()
                .map(column -> column.name() + " = " + column.name())
                .collect(Collectors.joining(", "));
        Optional<Fault> fault = tried(view, "insert into", " (" + names + ") values (" + values + ")");
        if (fault.isEmpty()) {
            fault = tried(view, "update", " set " + same);
        }
        return fault.isEmpty() ? tried(view, "delete from", "") : fault;
    }

    private Optional<Fault> tried(String view, String what, String rest) throws SQLException {
        return attempts.tryOut(what + " " + view + rest)
                .filter(Failure::refusesEveryRow)
                .map(failure -> new Fault("view " + view, what + " view " + view + " fails: " + failure.describe()));
    }
}
