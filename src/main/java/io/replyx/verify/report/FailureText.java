package io.replyx.verify.report;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.jupiter.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A broken rule in full: what must hold, what differs, where, what to run next, and the rule's page.
 *
 * @param command the command that verifies the rule again
 */
public record FailureText(String command) {
    private static final int PLACES_IN_HEADING = 4;

    /** The text for one check that failed. */
    public String of(Outcome check) {
        List<Finding> broken =
                check.findings().stream().filter(Finding::isBroken).toList();
        return text(check.rule(), check.title(), check.version(), check.reason(), broken);
    }

    /** The text for a rule with all its checks. */
    public String of(RuleSummary rule) {
        return text(rule.id(), rule.title(), Optional.empty(), rule.failure(), rule.broken());
    }

    private String text(String id, String title, Optional<String> version, String reason, List<Finding> broken) {
        List<String> places = distinct(broken, FindingText::place);
        StringBuilder text = new StringBuilder();
        text.append('[').append(id).append("] ").append(title).append(" — ");
        text.append(broken.isEmpty() ? "failed" : "broken").append(heading(places, version));
        if (!reason.isBlank()) {
            text.append('\n').append(indented(reason));
        }
        for (Finding finding : broken) {
            text.append('\n')
                    .append(indented(places.size() > 1 ? FindingText.placed(finding) : FindingText.of(finding)));
        }
        List<String> scripts = distinct(broken, FindingText::script);
        if (!scripts.isEmpty()) {
            text.append("\n  Scripts: ").append(String.join("\n           ", scripts));
        }
        text.append("\n  Next:    ").append(command).append(" --rule ").append(id);
        text.append("\n  Why and how to fix: ").append(page(id));
        return text.toString();
    }

    /** Path of the page that explains a rule. */
    static String page(String rule) {
        return "docs/rules/" + rule + ".md";
    }

    private static String heading(List<String> places, Optional<String> version) {
        if (places.isEmpty()) {
            return version.map(text -> " at version " + text).orElse("");
        }
        String first = places.stream().limit(PLACES_IN_HEADING).collect(Collectors.joining(", ", " at ", ""));
        int more = places.size() - PLACES_IN_HEADING;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private static List<String> distinct(List<Finding> findings, Function<Finding, Optional<String>> part) {
        return findings.stream().map(part).flatMap(Optional::stream).distinct().toList();
    }

    private static String indented(String text) {
        return "  " + text.strip().replace("\n", "\n  ");
    }
}
