package io.replyx.verify.operation.backup;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.evidence.PhaseClock;
import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.jupiter.Run;
import io.replyx.verify.jupiter.Status;
import io.replyx.verify.settings.DatabaseTarget;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Mode;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.specs.Specifications;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs the specifications that only read on a restored database. Those about the server, its sessions and the
 * connection are left out: a backup holds none of these.
 */
final class SpecificationsThere {
    private static final Set<String> KINDS = Set.of("CAT", "MIG", "DAT", "VEC");
    private static final Set<String> BESIDES = Set.of("SEC-001", "SEC-005");

    private final Settings.Paths paths;
    private final Subject subject;

    SpecificationsThere(Settings.Paths paths, Subject subject) {
        this.paths = paths;
        this.subject = subject;
    }

    /** What was verified. */
    record Result(long passed, List<String> broken) {}

    Result on(DatabaseUrl database) {
        Set<String> rules = Specifications.titles().keySet().stream()
                .filter(rule -> KINDS.contains(rule.substring(0, 3)) || BESIDES.contains(rule))
                .collect(Collectors.toSet());
        Settings settings = new Settings(
                Mode.PRODUCTION,
                paths,
                Optional.empty(),
                rules,
                new Settings.ServerChoice(Optional.empty(), Optional.empty(), false, Optional.empty()),
                Optional.of(DatabaseTarget.of(database)),
                true);
        try (Run run = new Run(settings, subject, new PhaseClock(), line -> {})) {
            Specifications.verify(run);
            return result(run.outcomes());
        }
    }

    private static Result result(List<Outcome> outcomes) {
        List<String> broken = outcomes.stream()
                .filter(outcome -> outcome.status() == Status.FAILED)
                .map(outcome -> outcome.rule() + " " + outcome.title() + ": "
                        + outcome.findings().stream()
                                .filter(finding -> finding.severity() == io.replyx.verify.assertion.Severity.BROKEN)
                                .map(Finding::message)
                                .findFirst()
                                .orElse(outcome.reason()))
                .toList();
        long passed = outcomes.stream()
                .filter(outcome -> outcome.status() == Status.PASSED)
                .map(Outcome::rule)
                .distinct()
                .count();
        return new Result(passed, broken);
    }
}
