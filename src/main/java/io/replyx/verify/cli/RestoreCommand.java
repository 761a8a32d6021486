package io.replyx.verify.cli;

import io.replyx.verify.database.Sql;
import io.replyx.verify.operation.backup.Proof;
import io.replyx.verify.operation.backup.Restore;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Refused;
import io.replyx.verify.settings.WrongUse;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restore a backup of a database in use. */
@Command(
        name = "restore",
        description = {
            "Restore a backup that ./verify backup took into the database that DATABASE_URL names.",
            "It is restored into a scratch database on the same server first, compared with its manifest, and the"
                    + " specifications are verified there; then it takes the database's place, which is kept under another"
                    + " name."
        })
final class RestoreCommand extends ConsoleCommand {
    @Parameters(paramLabel = "FILE", description = "The archive, with its manifest beside it.")
    @Nullable
    private Path file;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(names = "--into", paramLabel = "NAME", description = "The database's name, as DATABASE_URL has it.")
    @Nullable
    private String into;

    @Option(names = "--yes", description = "With --into: do not ask for the database's name to be typed.")
    private boolean yes;

    @Option(names = "--disconnect", description = "End the sessions that are on the database.")
    private boolean disconnect;

    @Option(
            names = "--clean-in-place",
            description = "Once the backup is proved, restore over the database itself, in one transaction"
                    + " (pg_restore --clean --if-exists), instead of replacing it.")
    private boolean cleanInPlace;

    @Option(
            names = "--accept-broken-rules",
            description = "Go on though rules are broken in the restored database, as they were when it was backed up.")
    private boolean acceptBrokenRules;

    @Override
    public Integer call() {
        DatabaseUrl url = TargetOptions.made(environment(), "restore FILE");
        Console console = console();
        requireWay(url, console);
        Restore restore = target.restore(url, environment(), console::progress);
        return untilStopped(restore::stop, () -> run(restore, url, console)).code();
    }

    private void requireWay(DatabaseUrl url, Console console) {
        if (into != null && !into.equals(url.database())) {
            throw new WrongUse("--into " + into + " is not the database that DATABASE_URL names, " + url.database());
        }
        if (!console.canAsk() && !(yes && into != null)) {
            throw new WrongUse("There is no terminal to ask at: confirm with --into NAME --yes. Nothing was touched.");
        }
    }

    private void run(Restore restore, DatabaseUrl url, Console console) {
        // The process lives on until the scratch database is gone.
        try (restore) {
            Proof proof = restore.prove(Optional.ofNullable(file).orElseThrow(), acceptBrokenRules);
            console.say(BackupText.of(proof));
            confirm(url, console);
            replace(restore, proof, url, console);
        }
    }

    private void confirm(DatabaseUrl url, Console console) {
        boolean confirmed = (yes && into != null) || console.typed(url.database(), "to replace it");
        if (!confirmed) {
            throw new Refused("Not confirmed. " + url.address() + " was not touched.");
        }
    }

    private void replace(Restore restore, Proof proof, DatabaseUrl url, Console console) {
        if (cleanInPlace) {
            restore.cleanInPlace(proof, disconnect);
            console.say("Restored in place: " + url.address() + " is as the backup has it.");
            return;
        }
        Optional<String> old = restore.replaceTarget(disconnect);
        console.say("Restored: " + url.address() + " is the backup's database now."
                + old.map(name -> "\nThe old one is kept as " + name + ". When nothing in it is needed any more:\n"
                                + "  DROP DATABASE " + Sql.identifier(name) + ";")
                        .orElse(""));
    }
}
