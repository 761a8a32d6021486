package io.replyx.verify.evidence.use;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came of using everything in a database once.
 *
 * @param examined how many tables, views and functions were tried
 * @param broken what names something that is not there
 * @param working what could be done to tables
 * @param refusing what could not
 * @param open ways through functions that came to their end, though nothing may ever take them
 * @param closed such ways that name something that is not there
 */
public record Use(
        int examined,
        List<Fault> broken,
        Set<Tried> working,
        List<Refusal> refusing,
        Set<String> open,
        Map<String, Fault> closed) {

    public Use {
        broken = List.copyOf(broken);
        working = Set.copyOf(working);
        refusing = List.copyOf(refusing);
        open = Set.copyOf(open);
        closed = Map.copyOf(closed);
    }

    /**
     * One thing that cannot be used.
     *
     * @param object kind and qualified name
     * @param message what was tried and what the server said
     */
    public record Fault(String object, String message) {}

    /**
     * What was done to a table.
     *
     * @param table kind and qualified name
     */
    public record Tried(Operation operation, String table) {}

    /**
     * An operation that no row of a table got through, neither a new one nor one that is there.
     *
     * @param fault what was tried last, and what the server said
     * @param ofTheRow whether it may be that only these rows are refused, as by a check, a key or an exception
     * @param silent whether the server said nothing of it
     */
    public record Refusal(Operation operation, Fault fault, boolean ofTheRow, boolean silent) {
        private Tried tried() {
            return new Tried(operation, fault.object());
        }
    }

    /** What worked in another state of the database and works here no more, whatever the row. */
    public List<Fault> closedSince(Use earlier) {
        return refusing.stream()
                .filter(refusal -> !refusal.ofTheRow() && earlier.working().contains(refusal.tried()))
                .map(Refusal::fault)
                .toList();
    }

    /** What functions name in ways that came to their end in another state, and lead nowhere here. */
    public List<Fault> forgottenSince(Use earlier) {
        Set<String> told = broken.stream().map(Fault::object).collect(Collectors.toSet());
        return closed.entrySet().stream()
                .filter(way -> earlier.open().contains(way.getKey()))
                .map(Map.Entry::getValue)
                .filter(fault -> !told.contains(fault.object()))
                .distinct()
                .sorted(Comparator.comparing(Fault::object).thenComparing(Fault::message))
                .toList();
    }

    /** Operations of which nothing is known. */
    public List<Fault> unknown() {
        return refusing.stream()
                .filter(refusal -> refusal.silent() || refusal.operation() == Operation.INSERT)
                .map(Refusal::fault)
                .toList();
    }

    /**
     * Use everything, in one transaction that is taken back. Numbers that triggers draw from sequences stay drawn, so
     * that the database should not be needed any more.
     *
     * @param connection a connection of the owner, whom row security does not hold up
     * @param bookkeeping unqualified names of tables that are no data
     */
    public static Use of(Connection connection, Set<String> bookkeeping) throws SQLException {
        try (Attempts attempts = Attempts.on(connection)) {
            List<Fault> broken = new ArrayList<>();
            Ways ways = new Ways();
            TableTally tally = new TableTally();
            List<Routine> routines = attempts.read(Routine.SQL, Routine::of);
            TableUse tables = new TableUse(attempts, bookkeeping, tally);
            int count = tables.fill();
            // Functions and views find rows in what they read.
            count += new NamedObjects(attempts, ways).examine(routines, broken);
            count += new ViewUse(attempts).examine(broken);
            tables.empty(new RowUse(attempts, tally, TriggerUse.of(routines, attempts, ways)));
            broken.addAll(tally.broken());
            return new Use(count, broken, tally.working(), tally.refusing(), ways.open(), ways.closed());
        }
    }
}
