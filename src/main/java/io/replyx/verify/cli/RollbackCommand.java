package io.replyx.verify.cli;

import io.replyx.verify.database.Server;
import io.replyx.verify.database.ServerOptions;
import io.replyx.verify.database.ServerSearch;
import io.replyx.verify.evidence.LockTrace;
import io.replyx.verify.evidence.MeasurementFailed;
import io.replyx.verify.operation.Rollback;
import io.replyx.verify.operation.RollbackPlan;
import io.replyx.verify.operation.RollbackRequest;
import io.replyx.verify.operation.RollbackStopped;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExitCode;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Take versions of a database in use back. */
@Command(
        name = "rollback",
        description = {
            "Take the last version of the database that DATABASE_URL names back, or every version above --to.",
            "Each undo, its row in Flyway's history and the proof that the database then is as it was approved are in one"
                    + " transaction. The scripts run as DATABASE_URL's role."
        })
final class RollbackCommand extends ConsoleCommand {
    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private ServerChoiceOptions server = new ServerChoiceOptions();

    @Mixin
    private LockWaitOption lockWait = new LockWaitOption();

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description = "The version that stays as the last, or its Alembic revision; 0 or base for none"
                    + " (default: the one below the last).")
    @Nullable
    private String to;

    @Option(
            names = "--dry-run",
            description =
                    "Show the scripts, the rows that would be lost, and from a rehearsal on a disposable server the"
                            + " locks; touch nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask for the database's name to be typed.")
    private boolean yes;

    @Option(names = "--accept-data-loss", description = "Lose the rows that the plan shows.")
    private boolean acceptDataLoss;

    @Option(
            names = "--accept-drift",
            description = "Go on though the database differs from the approved catalog of its version.")
    private boolean acceptDrift;

    @Override
    public Integer call() {
        DatabaseUrl url = TargetOptions.written(environment(), "rollback");
        Console console = console();
        Rollback rollback = new Rollback(url, target.subject(environment()), console::progress);
        RollbackPlan plan = rollback.plan(
                new RollbackRequest(Optional.ofNullable(to), acceptDataLoss, acceptDrift, lockWait.duration()));
        if (plan.isEmpty()) {
            console.say("Nothing to do: " + plan.address() + " is at "
                    + plan.from().map(version -> "version " + version).orElse("no version") + ".");
            return ExitCode.READY.code();
        }
        if (dryRun) {
            console.say(PlanText.of(plan, rehearse(rollback, plan, console)));
            console.say("Dry run: nothing was touched.");
            return ExitCode.READY.code();
        }
        console.say(PlanText.of(plan, List.of()));
        Rollback.requireConsent(plan);
        if (!yes) {
            console.requireConsent(plan.database());
        }
        return untilStopped(rollback::stop, () -> run(rollback, plan, console)).code();
    }

    private List<LockTrace> rehearse(Rollback rollback, RollbackPlan plan, Console console) {
        try (Server found = ServerSearch.find(ServerOptions.of(server.choice(environment())), console::progress)) {
            return rollback.rehearse(plan, found);
        } catch (SQLException failed) {
            throw new MeasurementFailed("cannot rehearse the rollback", failed);
        }
    }

    private void run(Rollback rollback, RollbackPlan plan, Console console) {
        try {
            console.say(PlanText.of(rollback.run(plan)));
        } catch (RollbackStopped stopped) {
            if (!stopped.soFar().undone().isEmpty()) {
                console.say(PlanText.of(stopped.soFar()));
            }
            throw stopped;
        }
    }
}
