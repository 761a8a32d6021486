package io.replyx.verify.cli;

import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.jupiter.Run;
import io.replyx.verify.jupiter.Status;
import io.replyx.verify.report.RuleSummary;
import io.replyx.verify.settings.ExitCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run comes to.
 *
 * @param exitCode how the command ends
 * @param reason why it is not ready, when no single rule says so
 */
record Verdict(ExitCode exitCode, Optional<String> reason) {
    private static final String NAMES = "MIG-001";

    /** What a run that came to its end comes to; one that lost its database on the way is not ready. */
    static Verdict of(Run run) {
        return run.lost()
                .map(lost -> new Verdict(lost.exitCode(), Optional.ofNullable(lost.getMessage())))
                .orElseGet(() -> of(
                        RuleSummary.fold(run.outcomes()),
                        run.subject(),
                        run.settings().rules(),
                        run.leftOut()));
    }

    /** READY when every rule that could be verified holds and the ones that must be verified were. */
    static Verdict of(List<RuleSummary> rules, Subject subject, Set<String> asked) {
        return of(rules, subject, asked, Set.of());
    }

    /**
     * The same.
     *
     * @param leftOut rules of which such a run says nothing, so that it need not verify them
     */
    static Verdict of(List<RuleSummary> rules, Subject subject, Set<String> asked, Set<String> leftOut) {
        if (rules.stream().anyMatch(rule -> rule.id().equals(NAMES) && rule.status() == Status.FAILED)) {
            return new Verdict(ExitCode.WRONG_USE, Optional.of("file names are wrong; nothing was touched"));
        }
        if (rules.stream().anyMatch(rule -> rule.status() == Status.FAILED)) {
            return new Verdict(ExitCode.NOT_READY, Optional.empty());
        }
        if (rules.stream().noneMatch(rule -> rule.status() == Status.PASSED)) {
            return new Verdict(ExitCode.NOT_READY, Optional.of("no rule could be verified"));
        }
        List<String> missing = subject.contract().map(Contract::mustBeVerified).orElse(List.of()).stream()
                .filter(rule -> asked.isEmpty() || asked.contains(rule))
                .filter(rule -> !leftOut.contains(rule))
                .filter(rule -> rules.stream().noneMatch(r -> r.id().equals(rule) && r.status() == Status.PASSED))
                .toList();
        return missing.isEmpty()
                ? new Verdict(ExitCode.READY, Optional.empty())
                : new Verdict(
                        ExitCode.NOT_READY,
                        Optional.of("the contract asks for rules that could not be verified: "
                                + String.join(", ", missing)));
    }

    String word() {
        return exitCode == ExitCode.READY ? "READY" : "NOT READY";
    }
}
