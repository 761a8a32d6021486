package io.replyx.verify.report;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.jupiter.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Write {@code signoff.md}, one page for whoever signs a release. */
final class SignoffWriter {
    private final StringBuilder page = new StringBuilder();
    private final RunRecord run;
    private final List<RuleSummary> rules;

    private SignoffWriter(RunRecord run) {
        this.run = run;
        this.rules = run.rules();
    }

    static void write(Path file, RunRecord run) throws IOException {
        WholeFile.write(file, new SignoffWriter(run).text());
    }

    private String text() {
        line("# " + Markup.inline(run.subject()) + ": " + run.verdict());
        run.stopped().ifPresent(reason -> line("\n**The run ended early:** " + Markup.inline(reason)));
        run.role()
                .filter(RoleFact::allowed)
                .ifPresent(role -> line("\n**The run could have written:** " + Markup.inline(role.describe())));
        facts();
        ruleTable();
        broken();
        section("Not verified here", rules, SignoffWriter::notVerified);
        section("Notes", rules, SignoffWriter::notes);
        section("Migrations", run.migrations(), SignoffWriter::migration);
        section(
                "Phases",
                run.phases(),
                phase -> List.of(phase.name() + ": " + seconds(phase.duration().toMillis())));
        line("\nApproved by: ______________________________  Date: ______________");
        return page.toString();
    }

    private void facts() {
        line("\n| Fact | Value |\n| --- | --- |");
        Facts.of(run).forEach(this::row);
        row("Started", run.startedAt().truncatedTo(ChronoUnit.SECONDS).toString());
        row("Duration", seconds(run.durationMs()));
    }

    private void ruleTable() {
        line("\n## Rules\n\n| Rule | What must hold | Status | Examined | Duration | Reason |");
        line("| --- | --- | --- | ---: | ---: | --- |");
        for (RuleSummary rule : rules) {
            row(
                    rule.id(),
                    rule.title(),
                    rule.status().name().toLowerCase(Locale.ROOT),
                    Long.toString(rule.examined()),
                    seconds(rule.duration().toMillis()),
                    rule.reason());
        }
    }

    private void broken() {
        FailureText failures = new FailureText(run.command());
        List<RuleSummary> failed =
                rules.stream().filter(rule -> rule.status() == Status.FAILED).toList();
        if (!failed.isEmpty()) {
            line("\n## Broken");
            failed.forEach(rule -> line("\n" + Markup.block(failures.of(rule))));
        }
    }

    private <T> void section(String title, List<T> from, Function<T, List<String>> items) {
        List<String> lines = from.stream().map(items).flatMap(List::stream).toList();
        if (!lines.isEmpty()) {
            line("\n## " + title + "\n");
            lines.forEach(text -> line("- " + Markup.inline(text)));
        }
    }

    private static List<String> notVerified(RuleSummary rule) {
        return rule.unverified().isEmpty()
                ? List.of()
                : List.of(rule.id() + " " + rule.title() + ": " + rule.unverified());
    }

    private static List<String> notes(RuleSummary rule) {
        return rule.notes().stream()
                .map((Finding note) -> rule.id() + " " + FindingText.placed(note))
                .toList();
    }

    private static List<String> migration(MigrationFact migration) {
        String revision = migration.revision().map(text -> ", revision " + text).orElse("");
        return List.of(migration.version() + " " + migration.description() + ": " + migration.state() + revision);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private void row(String... cells) {
        page.append('|');
        for (String cell : cells) {
            page.append(' ').append(Markup.inline(cell)).append(" |");
        }
        page.append('\n');
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
