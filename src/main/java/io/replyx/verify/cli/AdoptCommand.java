package io.replyx.verify.cli;

import io.replyx.verify.operation.Adoption;
import io.replyx.verify.operation.AdoptionResult;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Take over a database that Alembic manages. */
@Command(
        name = "adopt",
        description = {
            "Take over the database that DATABASE_URL names from Alembic: compare its catalog with the approved one of the"
                    + " version that Alembic's revision stands for, and write Flyway's baseline only if nothing differs.",
            "alembic_version stays as it is. Run it as the role that will deploy."
        })
final class AdoptCommand extends ConsoleCommand {
    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private LockWaitOption lockWait = new LockWaitOption();

    @Override
    public Integer call() {
        DatabaseUrl url = TargetOptions.written(environment(), "adopt");
        Console console = console();
        AdoptionResult result =
                new Adoption(url, target.subject(environment()), console::progress).run(lockWait.duration());
        console.say(
                result.already()
                        ? "Nothing to do: " + result.historyTable() + " has version " + result.version()
                                + " already, the counterpart of Alembic's revision " + result.revision() + "."
                        : "Adopted: " + result.historyTable() + " begins with a baseline at version "
                                + result.version() + ", the counterpart of Alembic's revision " + result.revision()
                                + ". Deploy with Flyway from now on, and no more with Alembic.");
        return ExitCode.READY.code();
    }
}
