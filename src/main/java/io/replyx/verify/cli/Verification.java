package io.replyx.verify.cli;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.evidence.PhaseClock;
import io.replyx.verify.jupiter.Run;
import io.replyx.verify.jupiter.RunStore;
import io.replyx.verify.jupiter.Status;
import io.replyx.verify.migration.Version;
import io.replyx.verify.report.FailureText;
import io.replyx.verify.report.ReportDirectory;
import io.replyx.verify.report.Reports;
import io.replyx.verify.report.RuleSummary;
import io.replyx.verify.report.RunRecord;
import io.replyx.verify.settings.DatabaseTarget;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;
import io.replyx.verify.settings.Mode;
import io.replyx.verify.settings.Secret;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.settings.WrongUse;
import io.replyx.verify.specs.Specifications;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run from its settings to its verdict and its report. */
final class Verification {
    private final Settings settings;
    private final String command;
    private final Console console;
    private final Instant startedAt = Instant.now();
    private final long start = System.nanoTime();

    /** @param command what a person types to make such a run again */
    Verification(Settings settings, String command, Console console) {
        this.settings = settings;
        this.command = command;
        this.console = console;
    }

    ExitCode run() {
        ReportDirectory.writable(settings.paths().reports());
        Specifications.requireKnown(settings.rules());
        Subject subject = subject();
        ReadEcho echo = ReadEcho.of(console, "", settings);
        try (Run run = new Run(settings, subject, new PhaseClock(), console::progress, echo)) {
            console.say(opening(subject));
            try {
                prepare(run, subject);
                Specifications.verify(run);
            } catch (ExpectedFailure stopped) {
                report(new RunFacts(run, command, startedAt, start).stopped(stopped));
                throw stopped;
            }
            return conclude(run);
        }
    }

    private Subject subject() {
        Subject whole = RunStore.subject(settings);
        if (whole.directory().migrations().isEmpty()
                && whole.directory().problems().isEmpty()) {
            throw noMigrations(whole);
        }
        if (settings.lastVersion().isEmpty()) {
            return whole;
        }
        Version last = Version.parse(settings.lastVersion().get())
                .orElseThrow(() -> new WrongUse("--to " + settings.lastVersion().get() + " is no version"));
        return new Subject(whole.directory().upTo(last), whole.fixtures(), whole.contract());
    }

    static WrongUse noMigrations(Subject subject) {
        return new WrongUse("no versioned migrations in " + subject.directory().versioned()
                + ": they are named V<version>__<words>.sql");
    }

    private String opening(Subject subject) {
        String versions = subject.directory()
                .head()
                .map(head -> "up to version " + head.version())
                .orElse("no version");
        return settings.mode() == Mode.PRODUCTION
                ? "Production run, read-only: " + subject.name()
                : settings.likeProduction()
                        ? "Rehearsal of what is pending in production: " + subject.name() + ", " + versions
                        : "Rehearsal: " + subject.name() + ", " + versions;
    }

    /** Come by the database first, so that a run without one ends at once and says why. */
    private void prepare(Run run, Subject subject) {
        if (!subject.directory().problems().isEmpty()) {
            return;
        }
        if (settings.mode() == Mode.PRODUCTION) {
            console.progress(
                    "PostgreSQL " + run.facts().version() + " at " + run.facts().place());
            console.progress(RoleText.of(run.examineRole()));
            console.progress("the database is at: " + run.observed().version().source());
        } else if (settings.likeProduction()) {
            beLikeProduction(run);
        } else {
            run.rehearsal();
        }
    }

    private void beLikeProduction(Run run) {
        console.progress("production has PostgreSQL " + run.productionFacts().version() + " at "
                + run.productionFacts().place());
        console.progress(RoleText.of(run.examineRole()));
        console.progress("it is at: " + run.standing().version().source() + "; "
                + run.standing().describe());
        if (!run.standing().pending().isEmpty()) {
            run.rehearsal();
        }
    }

    private ExitCode conclude(Run run) {
        Verdict verdict = Verdict.of(run);
        Reports reports = report(new RunFacts(run, command, startedAt, start).finished(verdict));
        tell(RuleSummary.fold(run.outcomes()), verdict, run, reports);
        return verdict.exitCode();
    }

    private Reports report(RunRecord record) {
        List<Secret> secrets = Stream.concat(
                        settings.database().stream().map(DatabaseTarget::password),
                        settings.server().existing().stream().map(DatabaseUrl::password))
                .toList();
        return Reports.write(settings.paths().reports(), record, secrets);
    }

    private void tell(List<RuleSummary> rules, Verdict verdict, Run run, Reports reports) {
        FailureText text = new FailureText(command);
        rules.stream()
                .filter(rule -> rule.status() == Status.FAILED)
                .forEach(rule -> console.say("\n" + text.of(rule)));
        rules.stream()
                .flatMap(rule -> rule.notes().stream())
                .map(Finding::message)
                .forEach(note -> console.say("\nNote: " + note));
        if (run.repeatedReads() > 0) {
            console.say("\nNote: recovery of the standby cancelled " + run.repeatedReads()
                    + " of the reads, which were made again.");
        }
        List<RuleSummary> skipped =
                rules.stream().filter(rule -> rule.status() == Status.SKIPPED).toList();
        if (!skipped.isEmpty()) {
            console.say("\nNot verified:");
            skipped.forEach(rule -> console.say("  " + rule.id() + " " + rule.title() + ": " + rule.reason()));
        }
        console.say("\n" + verdict.word()
                + verdict.reason().map(reason -> ": " + reason).orElse("") + " — " + counts(rules) + " in "
                + String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9));
        console.say("Time: "
                + run.clock().phases().stream()
                        .map(phase -> phase.name() + " "
                                + String.format(
                                        Locale.ROOT, "%.1f s", phase.duration().toMillis() / 1000.0))
                        .collect(Collectors.joining(", ")));
        console.say("Report: " + reports.html());
    }

    private static String counts(List<RuleSummary> rules) {
        return Stream.of(Status.PASSED, Status.FAILED, Status.SKIPPED)
                .map(status ->
                        rules.stream().filter(rule -> rule.status() == status).count() + " "
                                + status.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
