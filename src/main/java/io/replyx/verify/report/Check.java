package io.replyx.verify.report;

import io.replyx.verify.jupiter.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An outcome with a name and a key that no other check of the run has and that are the same in every run.
 *
 * <p>Readers of JUnit XML and Allure take two results of one name for a retry and hide one of them.
 *
 * @param outcome the outcome
 * @param key rule and version, with a number from the second on
 * @param name the same for people
 */
record Check(Outcome outcome, String key, String name) {

    static List<Check> of(List<Outcome> outcomes) {
        Map<String, Integer> seen = new HashMap<>();
        List<Check> checks = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            String step = outcome.rule() + "/" + outcome.version().orElse("");
            int number = seen.merge(step, 1, Integer::sum);
            checks.add(new Check(outcome, step + "/" + number, name(outcome, number)));
        }
        return List.copyOf(checks);
    }

    /** The rule as people know it, as in {@code MIG-003 Undo restores the catalog}. */
    String rule() {
        return outcome.rule() + " " + outcome.title();
    }

    private static String name(Outcome outcome, int number) {
        String version =
                outcome.version().map(text -> " [version " + text + "]").orElse("");
        return outcome.rule() + " " + outcome.title() + version + (number == 1 ? "" : " #" + number);
    }
}
