package io.replyx.verify.cli;

import io.replyx.verify.contract.Subject;
import io.replyx.verify.operation.deploy.DeployPlan;
import io.replyx.verify.operation.deploy.DeployRequest;
import io.replyx.verify.operation.deploy.Deployment;
import io.replyx.verify.operation.deploy.PlanFile;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.WrongUse;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deploy pending versions to a database in use. */
@Command(
        name = "deploy",
        description = {
            "Deploy pending versions to the database that DATABASE_URL names, in eight steps: connection, backup,"
                    + " extensions, migrations, drift, critical indexes, optimisation, statistics; then a production run.",
            "When a step fails, what was applied is taken back if nothing is lost by that. No backup is ever restored."
        })
final class DeployCommand extends ConsoleCommand {
    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private BackupDirectoryOption backups = new BackupDirectoryOption();

    @Mixin
    private LockWaitOption lockWait = new LockWaitOption();

    @Option(names = "--no-backup", description = "Take no backup before versions are applied.")
    private boolean noBackup;

    @Option(names = "--dry-run", description = "Go through the steps and write nothing.")
    private boolean dryRun;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "Write the plan to a file for approval; touch nothing.")
    @Nullable
    private Path plan;

    @Option(
            names = "--plan-file",
            paramLabel = "FILE",
            description = "Deploy exactly what this approved plan says, or refuse.")
    @Nullable
    private Path approved;

    @Option(names = "--yes", description = "Do not ask for the database's name to be typed.")
    private boolean yes;

    @Option(
            names = "--disk",
            paramLabel = "PATH",
            description = "A path of this machine that is on the disk of the server's data.")
    @Nullable
    private Path disk;

    @Option(names = "--no-production-run", description = "Do not verify the database afterwards.")
    private boolean noProductionRun;

    @Override
    public Integer call() {
        if (plan != null && (approved != null || dryRun)) {
            throw new WrongUse("--plan goes with neither --plan-file nor --dry-run");
        }
        DatabaseUrl url = TargetOptions.written(environment(), "deploy");
        Subject subject = target.subject(environment());
        Console console = console();
        Deployment deployment = new Deployment(url, subject, console::progress);
        DeployPlan planned = deployment.plan(new DeployRequest(
                noBackup ? Optional.empty() : Optional.of(backups.folder(environment())),
                lockWait.duration(),
                Optional.ofNullable(disk)));
        console.say(DeployText.of(planned));
        if (plan != null) {
            new PlanFile(plan).write(planned, subject);
            console.say("Plan: " + plan + ". Nothing was touched.");
            return ExitCode.READY.code();
        }
        if (approved != null) {
            new PlanFile(approved).requireSame(planned, subject);
            console.say("This is what " + approved + " says.");
        }
        if (dryRun) {
            deployment.rehearse(planned);
            console.say("Dry run: nothing was touched.");
            return ExitCode.READY.code();
        }
        if (!yes && !planned.isEmpty()) {
            console.requireConsent(planned.database());
        }
        ExitCode code = untilStopped(deployment::stop, () -> console.say(DeployText.of(deployment.run(planned))));
        return (code == ExitCode.READY && !noProductionRun ? verify(url, console) : code).code();
    }

    /** The role that deploys can write, which the sign-off says. */
    private ExitCode verify(DatabaseUrl url, Console console) {
        console.say("");
        ExitCode code = ProductionCommand.afterDeployment(target.paths(environment()), target.given(), url, console);
        if (code != ExitCode.READY) {
            console.say("The deployment itself is complete: what is not ready is said above.");
        }
        return code;
    }
}
