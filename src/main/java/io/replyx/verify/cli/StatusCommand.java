package io.replyx.verify.cli;

import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.ReadLimits;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.operation.DatabaseStatus;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Say where a database stands in its chain of migrations. */
@Command(
        name = "status",
        description = {
            "Say where the database that DATABASE_URL names stands, read-only: version and head, what is pending, undone"
                    + " and failed, Alembic's revision, and who holds the lock on migrations."
        })
final class StatusCommand extends ConsoleCommand {
    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(names = "--json", description = "Print JSON, for machines.")
    private boolean json;

    @Override
    public Integer call() {
        DatabaseUrl url = TargetOptions.read(environment(), "status");
        Subject subject = target.subject(environment());
        try (ReadOnlyDatabase database = new ReadOnlyDatabase(url, ReadLimits.standard())) {
            DatabaseStatus status = DatabaseStatus.read(database, subject.directory());
            console().say(json ? StatusJson.of(status) : StatusText.of(status));
        }
        return ExitCode.READY.code();
    }
}
