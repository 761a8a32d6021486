package io.replyx.verify.cli;

import io.replyx.verify.evidence.health.Bytes;
import io.replyx.verify.operation.maintain.Advice;
import io.replyx.verify.operation.maintain.Maintenance;
import io.replyx.verify.operation.maintain.MaintenancePlan;
import io.replyx.verify.operation.maintain.MaintenanceRequest;
import io.replyx.verify.operation.maintain.Step;
import io.replyx.verify.operation.maintain.Work;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.WrongUse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keep a database in use in shape. */
@Command(
        name = "maintain",
        description = {
            "VACUUM (ANALYZE) the contract's maintainedTables of the database that DATABASE_URL names, build their"
                    + " indexes over vectors anew with REINDEX INDEX CONCURRENTLY, and advise with reasons.",
            "No statement begins while somebody else holds the lock on migrations. Run it again after an interruption."
        })
final class MaintainCommand extends ConsoleCommand {
    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private LockWaitOption lockWait = new LockWaitOption();

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "Qualified names of tables and indexes (default: those of the contract).")
    private List<String> objects = new ArrayList<>();

    @Option(names = "--only", description = "vacuum, reindex or analyze (default: vacuum and reindex).")
    @Nullable
    private Work only;

    @Option(names = "--dry-run", description = "Show statements and advice; touch nothing.")
    private boolean dryRun;

    @Option(
            names = "--longest",
            paramLabel = "MINUTES",
            description = "How long one statement may take (default: ${DEFAULT-VALUE}).",
            defaultValue = "120")
    private int longest;

    @Option(
            names = "--snapshot-wait",
            paramLabel = "SECONDS",
            description = "How long to wait for old transactions before an index is built (default: ${DEFAULT-VALUE}).",
            defaultValue = "15")
    private int snapshotWait;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "maintenance_work_mem of the session, as in 512MB or 1GB (default: the server's).")
    @Nullable
    private String memory;

    @Option(
            names = "--disk",
            paramLabel = "PATH",
            description = "A path of this machine that is on the disk of the server's data.")
    @Nullable
    private Path disk;

    @Override
    public Integer call() {
        DatabaseUrl url = TargetOptions.written(environment(), "maintain");
        Console console = console();
        Maintenance maintenance = new Maintenance(url, target.subject(environment()), console::progress);
        MaintenancePlan plan = maintenance.plan(request());
        plan.steps().forEach(step -> console.say(line(step)));
        console.say("Disk: " + plan.disk());
        if (dryRun || plan.steps().isEmpty()) {
            advise(plan, console);
            console.say(dryRun ? "Dry run: nothing was touched." : "Nothing to do.");
            return ExitCode.READY.code();
        }
        return untilStopped(maintenance::stop, () -> run(maintenance, plan, console))
                .code();
    }

    private MaintenanceRequest request() {
        if (longest < 1 || snapshotWait < 0) {
            throw new WrongUse("--longest takes 1 minute or more, and --snapshot-wait 0 seconds or more");
        }
        if (memory != null && !memory.matches("[1-9][0-9]{0,3}MB|1GB")) {
            throw new WrongUse("--memory " + memory + " is no size up to 1GB, as in 512MB");
        }
        return new MaintenanceRequest(
                Optional.ofNullable(only),
                objects,
                lockWait.duration(),
                Duration.ofMinutes(longest),
                Duration.ofSeconds(snapshotWait),
                Optional.ofNullable(memory),
                Optional.ofNullable(disk));
    }

    private void run(Maintenance maintenance, MaintenancePlan plan, Console console) {
        maintenance.run(plan);
        advise(maintenance.plan(plan.request()), console);
    }

    private static String line(Step step) {
        return "  " + step.sql() + ";  -- " + Bytes.of(step.bytes());
    }

    private static void advise(MaintenancePlan plan, Console console) {
        plan.advice().stream().map(Advice::describe).forEach(line -> console.say("Advice: " + line));
    }
}
