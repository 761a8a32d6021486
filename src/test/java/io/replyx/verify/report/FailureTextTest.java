package io.replyx.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.assertion.Direction;
import io.replyx.verify.assertion.Finding;
import io.replyx.verify.jupiter.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureTextTest {
    private static final String TITLE = "Undo restores the catalog";
    private final FailureText failures = new FailureText("./verify rehearse");

    @Test
    void a_check_tells_what_differs_where_and_what_next() {
        Finding finding = Finding.broken("index public.idx_x", "extra: index public.idx_x\nwant: nothing")
                .at("2", Direction.UNDO, "migrations/undo/U2__x.sql");

        assertThat(failures.of(Runs.failed("MIG-003", TITLE, "2", finding))).isEqualTo("""
                        [MIG-003] Undo restores the catalog — broken at version 2 (undo)
                          extra: index public.idx_x
                            want: nothing
                          Scripts: migrations/undo/U2__x.sql
                          Next:    ./verify rehearse --rule MIG-003
                          Why and how to fix: docs/rules/MIG-003.md""");
    }

    @Test
    void a_rule_broken_at_several_steps_names_the_step_of_each_finding() {
        RuleSummary rule = RuleSummary.fold(List.of(
                        Runs.failed("MIG-003", TITLE, "2", at("2", "U2.sql", 12), at("2", "U2.sql", 12)),
                        Runs.failed("MIG-003", TITLE, "5", at("5", "U5.sql", 1))))
                .get(0);

        assertThat(failures.of(rule)).isEqualTo("""
                        [MIG-003] Undo restores the catalog — broken at version 2 (undo), version 5 (undo)
                          version 2 (undo): table a: missing
                          version 2 (undo): table a: missing
                          version 5 (undo): table a: missing
                          Scripts: U2.sql:12
                                   U5.sql:1
                          Next:    ./verify rehearse --rule MIG-003
                          Why and how to fix: docs/rules/MIG-003.md""");
    }

    @Test
    void a_check_that_failed_itself_gives_its_reason() {
        assertThat(failures.of(Runs.outcome(
                        "CAT-001", "Every index is valid", "", Status.FAILED, "examined nothing", List.of())))
                .startsWith("[CAT-001] Every index is valid — failed\n  examined nothing\n  Next: ");
    }

    private static Finding at(String version, String script, int line) {
        return Finding.broken("table a", "missing")
                .at(version, Direction.UNDO, script)
                .in(script, Optional.of(line));
    }
}
