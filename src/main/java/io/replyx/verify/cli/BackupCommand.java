package io.replyx.verify.cli;

import io.replyx.verify.operation.backup.BackupDirectory;
import io.replyx.verify.operation.backup.BackupNotProven;
import io.replyx.verify.operation.backup.Backups;
import io.replyx.verify.operation.backup.Restore;
import io.replyx.verify.settings.DatabaseUrl;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(
            names = "--drill",
            description = "Take none: restore the newest into a scratch database, prove it there, and say how long a"
                    + " restore takes and what it would lose.")
    private boolean drill;

    @Override
    public Integer call() {
        DatabaseUrl url = drill
                ? TargetOptions.written(environment(), "backup --drill")
                : TargetOptions.read(environment(), "backup");
        Console console = console();
        return drill ? drill(url, console) : take(url, console);
    }

    private int drill(DatabaseUrl url, Console console) {
        Path newest = new BackupDirectory(directory.folder(environment()))
                .newest()
                .orElseThrow(() -> new BackupNotProven("There is no backup in " + directory.folder(environment())
                        + ": take one with ./verify backup. Nothing was touched."));
        Restore restore = target.restore(url, environment(), console::progress);
        return untilStopped(restore::stop, () -> drill(restore, newest, console))
                .code();
    }

    private void drill(Restore restore, Path newest, Console console) {
        // The process lives on until the scratch database is gone.
        try (restore) {
            console.say(BackupText.ofDrill(restore.prove(newest, false)));
        }
    }

    private int take(DatabaseUrl url, Console console) {
        Backups backups = new Backups(url, directory.folder(environment()), console::progress);
        return untilStopped(backups::stop, () -> console.say(BackupText.of(backups.take())))
                .code();
    }
}
