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
 * @param taking the tables that took a row, by kind and qualified name
 * @param refusing the tables that took none
 * @param open ways through functions that came to their end, though nothing may ever take them
 * @param closed such ways that name something that is not there
 */
public record Use(
        int examined,
        List<Fault> broken,
        Set<String> taking,
        List<Refusal> refusing,
        Set<String> open,
        Map<String, Fault> closed) {

    public Use {
        broken = List.copyOf(broken);
        taking = Set.copyOf(taking);
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
     * A table into which no row could be put, neither a new one nor one that is there.
     *
     * @param fault what was tried last, and what the server said
     * @param ofTheRow whether it may be that only these rows are refused, as by a check, a key or an exception
     */
    public record Refusal(Fault fault, boolean ofTheRow) {}

    /** The tables that took a row in another state of the database and take none here, whatever the row. */
    public List<Fault> closedSince(Use earlier) {
        return refusing.stream()
                .filter(refusal -> !refusal.ofTheRow()
                        && earlier.taking().contains(refusal.fault().object()))
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
            List<Routine> routines = attempts.read(Routine.SQL, Routine::of);
            TableUse tables = new TableUse(attempts, bookkeeping);
            int count = tables.fill(broken);
            // Functions and views find rows in what they read.
            count += new NamedObjects(attempts, ways).examine(routines, broken);
            count += new ViewUse(attempts).examine(broken);
            tables.empty(TriggerUse.of(routines, attempts, ways), broken);
            return new Use(count, broken, tables.taking(), tables.refusing(), ways.open(), ways.closed());
        }
    }
}
