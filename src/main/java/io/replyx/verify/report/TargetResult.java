package io.replyx.verify.report;

import io.replyx.verify.jupiter.Status;
import io.replyx.verify.settings.ExitCode;
import java.util.List;
import java.util.Optional;

/**
 * What the run on one database of a fleet came to.
 *
 * @param name what the fleet calls the database
 * @param exitCode how a run of its own would have ended
 * @param reason why it ended before its last rule, or was never begun
 * @param postgresql the version of its server, where it was reached
 * @param version the version of the subject that it is at, where that is known
 * @param counts rules that ended so, where rules were looked at
 * @param broken IDs of the rules that are broken
 * @param sha256 of its summary.json, where there is one
 * @param durationMs how long it took
 */
public record TargetResult(
        String name,
        ExitCode exitCode,
        Optional<String> reason,
        Optional<String> postgresql,
        Optional<String> version,
        Counts counts,
        List<String> broken,
        Optional<String> sha256,
        long durationMs) {

    /** How many rules ended how. */
    public record Counts(long passed, long failed, long skipped) {
        /** Of a run in which no rule was looked at. */
        public static final Counts NONE = new Counts(0, 0, 0);

        private static Counts of(List<RuleSummary> rules) {
            return new Counts(count(rules, Status.PASSED), count(rules, Status.FAILED), count(rules, Status.SKIPPED));
        }

        private static long count(List<RuleSummary> rules, Status status) {
            return rules.stream().filter(rule -> rule.status() == status).count();
        }
    }

    public TargetResult {
        broken = List.copyOf(broken);
    }

    /** What a run came to, whose summary was written. */
    static TargetResult of(String name, RunRecord run, String sha256) {
        List<RuleSummary> rules = run.rules();
        return new TargetResult(
                name,
                run.exitCode(),
                run.stopped(),
                run.server().map(ServerFact::version),
                run.migrations().stream()
                        .filter(migration -> migration.state().equals("applied"))
                        .map(MigrationFact::version)
                        .reduce((lower, higher) -> higher),
                Counts.of(rules),
                rules.stream()
                        .filter(rule -> rule.status() == Status.FAILED)
                        .map(RuleSummary::id)
                        .toList(),
                Optional.of(sha256),
                run.durationMs());
    }

    /** A database of which there is nothing to report but why. */
    public static TargetResult without(String name, ExitCode exitCode, String reason) {
        return new TargetResult(
                name,
                exitCode,
                Optional.of(reason),
                Optional.empty(),
                Optional.empty(),
                Counts.NONE,
                List.of(),
                Optional.empty(),
                0);
    }

    /** {@code READY} or {@code NOT READY}. */
    public String verdict() {
        return exitCode == ExitCode.READY ? "READY" : "NOT READY";
    }
}
