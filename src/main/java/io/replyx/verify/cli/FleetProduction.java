package io.replyx.verify.cli;

import io.replyx.verify.contract.Subject;
import io.replyx.verify.contract.SubjectFingerprint;
import io.replyx.verify.jupiter.RunStore;
import io.replyx.verify.report.FleetRecord;
import io.replyx.verify.report.FleetReports;
import io.replyx.verify.report.TargetResult;
import io.replyx.verify.settings.Commit;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.settings.Target;
import io.replyx.verify.settings.WrongUse;
import io.replyx.verify.specs.Specifications;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The production run on a fleet, from its settings to its verdict. */
final class FleetProduction {
    private final FleetOptions.Fleet fleet;
    private final Function<Target, Settings> settings;
    private final Settings common;
    private final Console console;
    private final Instant startedAt = Instant.now();

    /** @param settings of the run on one of the databases */
    FleetProduction(FleetOptions.Fleet fleet, Function<Target, Settings> settings, Console console) {
        this.fleet = fleet;
        this.settings = settings;
        this.common = settings.apply(fleet.targets().get(0));
        this.console = console;
    }

    ExitCode run() {
        Specifications.requireKnown(common.rules());
        Subject subject = subject();
        FleetReports reports = FleetReports.begin(
                common.paths().reports(),
                fleet.targets().stream().map(Target::name).toList());
        console.say("Production runs, read-only: " + subject.name() + ", "
                + fleet.targets().size() + " of "
                + FleetText.databases(fleet.names().size()) + ", " + fleet.parallel()
                + " at once");
        FleetRun run = new FleetRun(fleet, settings, subject, reports, console);
        // Until all is written and told: whoever interrupts must learn which databases were looked at.
        try (Interruption interruption = new Interruption(run::stop)) {
            FleetRecord record = record(subject, run.run());
            reports.write(record);
            tell(record, reports, interruption.happened());
            return record.exitCode();
        }
    }

    private Subject subject() {
        Subject subject = RunStore.subject(common);
        if (subject.directory().migrations().isEmpty()) {
            throw Verification.noMigrations(subject);
        }
        if (!subject.directory().problems().isEmpty()) {
            throw new WrongUse("file names are wrong (MIG-001), and nothing was connected to:\n  "
                    + subject.directory().problems().stream()
                            .map(problem -> problem.file() + " " + problem.message())
                            .collect(Collectors.joining("\n  ")));
        }
        return subject;
    }

    private FleetRecord record(Subject subject, List<TargetResult> results) {
        return new FleetRecord(
                new FleetRecord.About(
                        subject.name(),
                        Commit.of(subject.directory().root()),
                        SubjectFingerprint.of(subject, common.paths().contract()),
                        common.rules().stream().sorted().toList()),
                fleet.shard(),
                fleet.names(),
                results,
                startedAt,
                Instant.now().toEpochMilli() - startedAt.toEpochMilli());
    }

    private void tell(FleetRecord record, FleetReports reports, boolean interrupted) {
        console.say("\n" + FleetText.of(record));
        if (interrupted) {
            console.say("Interrupted: looked at " + names(record, false) + "; not looked at " + names(record, true));
        }
        console.say("Report: " + reports.summary() + ", and of each database "
                + reports.of("<name>").resolve("signoff.md"));
    }

    private static String names(FleetRecord record, boolean interrupted) {
        List<String> names = record.targets().stream()
                .filter(target -> (target.exitCode() == ExitCode.INTERRUPTED) == interrupted)
                .map(TargetResult::name)
                .toList();
        return names.isEmpty() ? "none" : names.size() + " (" + String.join(", ", names) + ")";
    }
}
