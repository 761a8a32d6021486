package io.replyx.verify.cli;

import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.HostChoice;
import io.replyx.verify.jupiter.RunStore;
import io.replyx.verify.operation.backup.Restore;
import io.replyx.verify.settings.DatabaseTarget;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Environment;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.settings.WrongUse;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;

/** What an operation works on: the database that DATABASE_URL names, with a subject's scripts. */
final class TargetOptions {
    @Mixin
    private SubjectOptions subject = new SubjectOptions();

    /** The database, which the environment alone names, for a command that reads it. */
    static DatabaseUrl read(Environment environment, String command) {
        return HostChoice.of(target(environment, command).hosts());
    }

    /** The database, on the host that is the primary, for a command that writes to it. */
    static DatabaseUrl written(Environment environment, String command) {
        return HostChoice.of(target(environment, command).hosts().forWriting(command));
    }

    /** The same for a command that makes the database where it is not there. */
    static DatabaseUrl made(Environment environment, String command) {
        return HostChoice.ofServer(target(environment, command).hosts().forWriting(command));
    }

    /** The database, wherever it is. */
    static DatabaseTarget target(Environment environment, String command) {
        return environment
                .database()
                .orElseThrow(() -> new WrongUse("DATABASE_URL is not set: it names the database, as in"
                        + " DATABASE_URL=postgresql://user:password@host:5432/database ./verify " + command));
    }

    /** The subject, whose scripts all have names that make sense. */
    Subject subject(Environment environment) {
        Subject read = RunStore.subject(subject.paths(environment));
        if (!read.directory().problems().isEmpty()) {
            throw new WrongUse(read.directory().problems().get(0).file() + " "
                    + read.directory().problems().get(0).message());
        }
        return read;
    }

    /** Where the subject and the report are. */
    Settings.Paths paths(Environment environment) {
        return subject.paths(environment);
    }

    /** A restore into a database, proved by the subject's specifications. */
    Restore restore(DatabaseUrl url, Environment environment, Consumer<String> progress) {
        return new Restore(url, subject.paths(environment), subject(environment), progress);
    }

    /** The options that were given, as a person types them. */
    String given() {
        return subject.given();
    }
}
