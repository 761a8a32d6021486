package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.contract.Budgets;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.contract.Thresholds;
import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.jupiter.Status;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.report.RuleSummary;
import io.replyx.verify.settings.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static Outcome outcome(String rule, Status status) {
        return new Outcome(
                rule, "Title", Optional.empty(), status, "", Instant.EPOCH, Duration.ZERO, 1, List.of(), List.of());
    }

    private static Verdict verdict(List<String> mustBeVerified, Set<String> asked, Outcome... outcomes) {
        Contract contract = new Contract(
                "s",
                new Contract.Server(14),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of(),
                Thresholds.none(),
                Budgets.none(),
                List.of(),
                false,
                List.of(),
                mustBeVerified);
        MigrationDirectory directory = new MigrationDirectory(Path.of("m"), List.of(), List.of(), List.of());
        Subject subject = new Subject(directory, Path.of("f"), Optional.of(contract));
        return Verdict.of(RuleSummary.fold(List.of(outcomes)), subject, asked);
    }

    @Test
    void is_ready_when_what_could_be_verified_holds() {
        Verdict verdict =
                verdict(List.of(), Set.of(), outcome("MIG-003", Status.PASSED), outcome("CAT-001", Status.SKIPPED));

        assertThat(verdict.exitCode()).isEqualTo(ExitCode.READY);
        assertThat(verdict.word()).isEqualTo("READY");
    }

    @Test
    void is_not_ready_when_a_rule_is_broken() {
        Verdict verdict =
                verdict(List.of(), Set.of(), outcome("MIG-003", Status.PASSED), outcome("MIG-003", Status.FAILED));

        assertThat(verdict.exitCode()).isEqualTo(ExitCode.NOT_READY);
        assertThat(verdict.word()).isEqualTo("NOT READY");
    }

    @Test
    void is_wrong_use_when_file_names_are_wrong() {
        assertThat(verdict(List.of(), Set.of(), outcome("MIG-001", Status.FAILED))
                        .exitCode())
                .isEqualTo(ExitCode.WRONG_USE);
    }

    @Test
    void is_not_ready_when_nothing_was_verified() {
        assertThat(verdict(List.of(), Set.of(), outcome("CAT-001", Status.SKIPPED))
                        .exitCode())
                .isEqualTo(ExitCode.NOT_READY);
        assertThat(verdict(List.of(), Set.of()).exitCode()).isEqualTo(ExitCode.NOT_READY);
    }

    @Test
    void is_not_ready_when_a_rule_that_must_be_verified_was_not() {
        Outcome passed = outcome("MIG-003", Status.PASSED);
        Outcome skipped = outcome("CAT-001", Status.SKIPPED);

        assertThat(verdict(List.of("CAT-001"), Set.of(), passed, skipped).reason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("CAT-001"));
        assertThat(verdict(List.of("CAT-001"), Set.of("MIG-003"), passed).exitCode())
                .isEqualTo(ExitCode.READY);
    }
}
