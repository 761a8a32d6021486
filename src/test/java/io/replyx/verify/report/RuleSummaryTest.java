package io.replyx.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.jupiter.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSummaryTest {
    private static final String TITLE = "Undo restores the catalog";

    @Test
    void one_failed_check_makes_the_rule_failed() {
        RuleSummary rule = only(
                Runs.skipped("MIG-003", TITLE, "1", "irreversible"),
                Runs.passed("MIG-003", TITLE, "2"),
                Runs.failed("MIG-003", TITLE, "3", Finding.broken("table a", "missing")));

        assertThat(rule.status()).isEqualTo(Status.FAILED);
        assertThat(rule.examined()).isEqualTo(14);
        assertThat(rule.checks()).isEqualTo(3);
        assertThat(rule.duration()).isEqualTo(Duration.ofMillis(3750));
    }

    @Test
    void a_rule_with_some_skipped_checks_passes_and_keeps_their_reasons() {
        RuleSummary rule = only(
                Runs.passed("MIG-003", TITLE, "1"),
                Runs.skipped("MIG-003", TITLE, "2", "irreversible"),
                Runs.skipped("MIG-003", TITLE, "3", "no data"),
                Runs.skipped("MIG-003", TITLE, "4", "irreversible"));

        assertThat(rule.status()).isEqualTo(Status.PASSED);
        assertThat(rule.reason()).isEqualTo("versions 2, 4: irreversible; version 3: no data");
    }

    @Test
    void a_broken_rule_keeps_apart_what_was_not_verified() {
        RuleSummary rule = only(
                Runs.outcome("MIG-003", TITLE, "1", Status.FAILED, "examined nothing", List.of()),
                Runs.skipped("MIG-003", TITLE, "2", "irreversible"));

        assertThat(rule.failure()).isEqualTo("version 1: examined nothing");
        assertThat(rule.unverified()).isEqualTo("version 2: irreversible");
        assertThat(rule.reason()).isEqualTo("version 1: examined nothing; version 2: irreversible");
    }

    @Test
    void a_rule_is_skipped_only_when_no_check_was_made() {
        RuleSummary rule = only(
                Runs.skipped("MIG-003", TITLE, "1", "needs a rehearsal"),
                Runs.skipped("MIG-003", TITLE, "2", "needs a rehearsal"));

        assertThat(rule.status()).isEqualTo(Status.SKIPPED);
        assertThat(rule.reason()).isEqualTo("needs a rehearsal");
    }

    @Test
    void broken_findings_stand_before_notes() {
        RuleSummary rule = only(
                Runs.noted("MIG-003", TITLE, Finding.note("table a", "note")),
                Runs.failed("MIG-003", TITLE, "2", Finding.broken("table b", "broken")));

        assertThat(rule.findings()).extracting(Finding::message).containsExactly("broken", "note");
    }

    @Test
    void rules_come_in_the_order_of_kinds_and_numbers() {
        List<RuleSummary> rules = RuleSummary.fold(List.of(
                Runs.passed("XYZ-001", "x", ""),
                Runs.passed("CAT-002", "b", ""),
                Runs.passed("CAT-001", "a", ""),
                Runs.passed("MIG-009", "z", "")));

        assertThat(rules).extracting(RuleSummary::id).containsExactly("MIG-009", "CAT-001", "CAT-002", "XYZ-001");
    }

    private static RuleSummary only(io.replyx.verify.jupiter.Outcome... checks) {
        List<RuleSummary> rules = RuleSummary.fold(List.of(checks));
        assertThat(rules).hasSize(1);
        return rules.get(0);
    }
}
