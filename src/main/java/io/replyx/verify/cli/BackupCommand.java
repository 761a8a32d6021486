package io.replyx.verify.cli;

import io.replyx.verify.operation.backup.Backups;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Take a backup of a database in use. */
@Command(
        name = "backup",
        description = {
            "Take a backup of the database that DATABASE_URL names, with a manifest of what is in it.",
            "Archive and manifest come from one snapshot; the newest five of a database are kept."
        })
final class BackupCommand extends ConsoleCommand {
    @Mixin
    private BackupDirectoryOption directory = new BackupDirectoryOption();

    @Override
    public Integer call() {
        DatabaseUrl url = TargetOptions.database(environment(), "backup");
        Console console = console();
        Backups backups = new Backups(url, directory.folder(environment()), console::progress);
        try (Interruption interruption = new Interruption(backups::stop)) {
            ExitCode code = take(backups, console);
            return (interruption.happened() ? ExitCode.TERMINATED : code).code();
        }
    }

    /** Failures are told here, before the process may end. */
    private ExitCode take(Backups backups, Console console) {
        try {
            console.say(BackupText.of(backups.take()));
            return ExitCode.READY;
        } catch (ExpectedFailure failure) {
            error("verify: " + failure.getMessage());
            return failure.exitCode();
        }
    }
}
