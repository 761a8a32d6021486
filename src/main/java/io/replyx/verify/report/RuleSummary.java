package io.replyx.verify.report;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.jupiter.Status;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All checks of one rule, folded together.
 *
 * @param id the rule's stable ID
 * @param title what must hold
 * @param status failed if any check failed, otherwise passed if any passed, otherwise skipped
 * @param failure why checks failed other than by a finding, with their versions; often empty
 * @param unverified why checks were skipped, with their versions; empty when none was
 * @param duration what its checks took together
 * @param examined how much its checks looked at together
 * @param checks how many checks there were
 * @param findings what they found, broken first
 */
public record RuleSummary(
        String id,
        String title,
        Status status,
        String failure,
        String unverified,
        Duration duration,
        long examined,
        int checks,
        List<Finding> findings) {

    public RuleSummary {
        findings = List.copyOf(findings);
    }

    /** Fold checks to one summary for each rule, in the order of kinds and numbers. */
    public static List<RuleSummary> fold(List<Outcome> outcomes) {
        Map<String, List<Outcome>> byRule = outcomes.stream()
                .collect(
                        Collectors.groupingBy(Outcome::rule, () -> new TreeMap<>(RuleKind.ORDER), Collectors.toList()));
        return byRule.values().stream().map(RuleSummary::foldOne).toList();
    }

    /** Why checks failed or were skipped; empty when all passed. */
    public String reason() {
        return Stream.of(failure, unverified).filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
    }

    /** The findings that break the rule. */
    public List<Finding> broken() {
        return findings.stream().filter(Finding::isBroken).toList();
    }

    /** The findings that are only told. */
    public List<Finding> notes() {
        return findings.stream().filter(finding -> !finding.isBroken()).toList();
    }

    private static RuleSummary foldOne(List<Outcome> checks) {
        return new RuleSummary(
                checks.get(0).rule(),
                checks.get(0).title(),
                statusOf(checks),
                Reasons.of(checks, Status.FAILED),
                Reasons.of(checks, Status.SKIPPED),
                checks.stream().map(Outcome::duration).reduce(Duration.ZERO, Duration::plus),
                checks.stream().mapToLong(Outcome::examined).sum(),
                checks.size(),
                checks.stream()
                        .flatMap(check -> check.findings().stream())
                        .sorted(Comparator.comparing(Finding::severity))
                        .toList());
    }

    private static Status statusOf(List<Outcome> checks) {
        if (any(checks, Status.FAILED)) {
            return Status.FAILED;
        }
        return any(checks, Status.PASSED) ? Status.PASSED : Status.SKIPPED;
    }

    private static boolean any(List<Outcome> checks, Status status) {
        return checks.stream().anyMatch(check -> check.status() == status);
    }
}
