package io.replyx.verify.report;

import io.replyx.verify.assertion.Direction;
import io.replyx.verify.assertion.Finding;
import io.replyx.verify.evidence.Phase;
import io.replyx.verify.jupiter.Attachment;
import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.jupiter.Status;
import io.replyx.verify.settings.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs to report on. */
final class Runs {
    static final Instant START = Instant.parse("2026-03-01T10:15:30Z");

    private Runs() {}

    /** A rehearsal in which a rule is broken, one holds with a note and a gap, and one could not be verified. */
    static RunRecord rehearsal() {
        return of(List.of(
                passed("MIG-003", "Undo restores the catalog", "1"),
                failed(
                        "MIG-003",
                        "Undo restores the catalog",
                        "2",
                        Finding.broken("index public.idx_x", "extra: index public.idx_x (btree on a)\nwant: nothing")
                                .at("2", Direction.UNDO, "migrations/undo/U2__x.sql")),
                passed("CAT-001", "Every index is valid", ""),
                skipped("CAT-001", "Every index is valid", "3", "version 3 has no index"),
                noted("CAT-001", "Every index is valid", Finding.note("table public.\"größe\"", "has no index")),
                skipped("SEC-002", "Connections are encrypted", "", "verified on production, not here")));
    }

    static RunRecord of(List<Outcome> outcomes) {
        return new RunRecord(
                "rehearsal",
                "./verify rehearse",
                ExitCode.NOT_READY,
                "NOT READY",
                "ReplyX",
                Optional.of("0123abc"),
                Optional.of(new ServerFact(
                        "17.2", Optional.of("0.8.0"), "pgvector/pgvector:pg17", Optional.empty(), Optional.empty())),
                Optional.empty(),
                List.of(new MigrationFact(
                        "1",
                        "base schema",
                        Optional.of("a1b2c3"),
                        "applied",
                        Optional.of("migrations/versioned/V1__base_schema.sql"),
                        Optional.of("migrations/undo/U1__base_schema.sql"))),
                outcomes,
                List.of(new Phase("start server", Duration.ofMillis(900)), new Phase("chain", Duration.ofMillis(1500))),
                START,
                2500,
                Map.of("Java", "17"),
                Optional.empty());
    }

    static RunRecord stopped(String reason) {
        RunRecord run = of(List.of());
        return new RunRecord(
                run.mode(),
                run.command(),
                ExitCode.NO_DATABASE,
                run.verdict(),
                run.subject(),
                run.commit(),
                Optional.empty(),
                Optional.empty(),
                run.migrations(),
                run.outcomes(),
                run.phases(),
                run.startedAt(),
                run.durationMs(),
                run.environment(),
                Optional.of(reason));
    }

    static Outcome passed(String rule, String title, String version) {
        return outcome(rule, title, version, Status.PASSED, "", List.of());
    }

    static Outcome skipped(String rule, String title, String version, String reason) {
        return outcome(rule, title, version, Status.SKIPPED, reason, List.of());
    }

    static Outcome failed(String rule, String title, String version, Finding... findings) {
        return outcome(rule, title, version, Status.FAILED, "", List.of(findings));
    }

    static Outcome noted(String rule, String title, Finding... findings) {
        return outcome(rule, title, "", Status.PASSED, "", List.of(findings));
    }

    static Outcome outcome(
            String rule, String title, String version, Status status, String reason, List<Finding> findings) {
        return new Outcome(
                rule,
                title,
                Optional.of(version).filter(text -> !text.isEmpty()),
                status,
                reason,
                START,
                Duration.ofMillis(1250),
                status == Status.SKIPPED ? 0 : 7,
                findings,
                status == Status.FAILED
                        ? List.of(Attachment.text("Catalog difference", "- index public.idx_x"))
                        : List.of());
    }
}
