package io.replyx.verify.evidence.use;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sets triggers off where a plain write does not: past what they wait for, into each branch, and by TRUNCATE. */
final class TriggerUse {
    private final Map<String, List<Trigger>> triggers;
    private final Map<Long, Routine> functions;
    private final Attempts attempts;
    private final Ways ways;

    private TriggerUse(
            Map<String, List<Trigger>> triggers, Map<Long, Routine> functions, Attempts attempts, Ways ways) {
        this.triggers = triggers;
        this.functions = functions;
        this.attempts = attempts;
        this.ways = ways;
    }

    static TriggerUse of(List<Routine> routines, Attempts attempts, Ways ways) throws SQLException {
        Map<String, List<Trigger>> triggers = attempts.read(Trigger.SQL, Trigger::of).stream()
                .collect(Collectors.groupingBy(Trigger::table, TreeMap::new, Collectors.toList()));
        Map<Long, Routine> functions = routines.stream().collect(Collectors.toMap(Routine::oid, Function.identity()));
        return new TriggerUse(triggers, functions, attempts, ways);
    }

    /** Empty a table as a whole, if that sets a trigger off. */
    Optional<Failure> truncate(GeneratedTable table) throws SQLException {
        boolean watched =
                triggers.getOrDefault(table.name(), List.of()).stream().anyMatch(Trigger::truncating);
        return watched
                ? attempts.tryOut(Trigger.NOTHING_PENDING, "truncate table " + table.name() + " cascade")
                        .filter(Failure::refusesEveryRow)
                : Optional.empty();
    }

    /** Write to a table with a row in it, once for each branch of each function that watches it. */
    void examine(GeneratedTable table, Place place) throws SQLException {
        for (Trigger trigger : triggers.getOrDefault(table.name(), List.of())) {
            Routine routine = functions.get(trigger.function());
            if (routine != null) {
                examine(trigger, routine, table.writes(place));
            }
        }
    }

    private void examine(Trigger trigger, Routine routine, List<String> writes) throws SQLException {
        List<String> texts = new ArrayList<>();
        if (trigger.waiting()) {
            texts.add(routine.source());
        }
        texts.addAll(routine.variants());
        boolean shared = isShared(trigger);
        ways.turn();
        for (int branch = 0; branch < texts.size(); branch++) {
            String text = routine.withText(texts.get(branch));
            for (int step = 0; step < writes.size(); step++) {
                String write = writes.get(step);
                ways.force(
                        routine.way("by " + trigger.name() + " of " + trigger.table() + " " + branch + "." + step),
                        () -> attempts.tryOut(trigger.unconditional(), text, write, Attempts.ALL_THAT_WAITS),
                        failure -> failure.ofThisText(routine.source()) && !(shared && failure.ofARecord()),
                        routine);
            }
        }
    }

    /** Rows of several tables have several shapes, and what guards a branch against the others is no more than a guess. */
    private boolean isShared(Trigger trigger) {
        return triggers.values().stream()
                        .filter(own -> own.stream().anyMatch(other -> other.function() == trigger.function()))
                        .count()
                > 1;
    }
}
