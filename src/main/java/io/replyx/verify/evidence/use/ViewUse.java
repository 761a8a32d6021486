package io.replyx.verify.evidence.use;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes through views whose triggers take the place of what is written: a row into each, then all of them. */
final class ViewUse {
    /** As {@code pg_trigger.tgtype} has them. */
    private static final int INSERT = 4;

    private static final int DELETE = 8;
    private static final int UPDATE = 16;

    private static final String EVENTS = """
            select pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) as view,
                   pg_catalog.bit_or(t.tgtype::pg_catalog.int4) as events
            from pg_catalog.pg_trigger t
            join pg_catalog.pg_class c on c.oid = t.tgrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where not t.tgisinternal and t.tgenabled <> 'D' and t.tgtype & 64 <> 0
            group by 1
            """;

    private final Attempts attempts;

    ViewUse(Attempts attempts) {
        this.attempts = attempts;
    }

    private record Events(String view, int events) {
        boolean have(int event) {
            return (events & event) != 0;
        }
    }

    /** Use all of them, add what is at fault, and tell how many there were. */
    int examine(List<Fault> broken) throws SQLException {
        List<Events> views = attempts.read(EVENTS, row -> new Events(row.getString("view"), row.getInt("events")));
        if (!views.isEmpty()) {
            Map<String, List<GeneratedColumn>> columns =
                    attempts.read(GeneratedColumn.ofViews(), GeneratedColumn::of).stream()
                            .collect(Collectors.groupingBy(GeneratedColumn::table, TreeMap::new, Collectors.toList()));
            for (Events view : views) {
                written(view, columns.getOrDefault(view.view(), List.of())).ifPresent(broken::add);
            }
        }
        return views.size();
    }

    /** What no trigger stands in for, the server may refuse. */
    private Optional<Fault> written(Events events, List<GeneratedColumn> columns) throws SQLException {
        String names = columns.stream().map(GeneratedColumn::name).collect(Collectors.joining(", "));
        String values = columns.stream().map(GeneratedColumn::other).collect(Collectors.joining(", "));
        String same = columns.stream()
                .map(column -> column.name() + " = " + column.name())
                .collect(Collectors.joining(", "));
        Optional<Fault> fault = Optional.empty();
        if (events.have(INSERT)) {
            fault = tried(events.view(), "insert into", " (" + names + ") values (" + values + ")");
        }
        if (fault.isEmpty() && events.have(UPDATE)) {
            fault = tried(events.view(), "update", " set " + same);
        }
        return fault.isEmpty() && events.have(DELETE) ? tried(events.view(), "delete from", "") : fault;
    }

    private Optional<Fault> tried(String view, String what, String rest) throws SQLException {
        return attempts.tryOut(what + " " + view + rest)
                .filter(Failure::refusesEveryRow)
                .map(failure -> new Fault("view " + view, what + " view " + view + " fails: " + failure.describe()));
    }
}
