package io.replyx.verify.cli;

import io.replyx.verify.report.FleetMerge;
import io.replyx.verify.report.FleetRecord;
import io.replyx.verify.report.FleetReports;
import io.replyx.verify.settings.WrongUse;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Join what the parts of a fleet left. */
@Command(
        name = "report",
        description = {
            "Join the reports that production --targets FILE --shard I/N left for every part of a fleet.",
            "The exit code is that of the whole; parts that are missing, there twice, damaged or about something else are"
                    + " refused (exit code 4)."
        })
final class ReportCommand extends ConsoleCommand {
    @Option(
            names = "--merge",
            paramLabel = "DIR",
            arity = "1..*",
            required = true,
            description = "The directories of reports of all parts.")
    private List<Path> parts = List.of();

    @Option(
            names = "--reports",
            paramLabel = "DIR",
            description = "Where the joined report goes (default: reports/ of this repository).")
    @Nullable
    private Path reports;

    @Override
    public Integer call() {
        Path into = reports == null ? environment().home().resolve("reports") : reports;
        if (parts.isEmpty()) {
            throw new WrongUse("--merge names no directory");
        }
        FleetRecord whole = FleetMerge.merge(parts, into);
        console().say(FleetText.of(whole));
        console().say("Report: " + new FleetReports(into).summary());
        return whole.exitCode().code();
    }
}
