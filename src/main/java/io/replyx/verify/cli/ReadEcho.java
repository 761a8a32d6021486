package io.replyx.verify.cli;

import io.replyx.verify.database.ReadWatch;
import io.replyx.verify.settings.Settings;
import java.util.function.Supplier;

/**
 * Tells a person what a production run does to the database.
 *
 * @param console where to
 * @param prefix what each line begins with: of a fleet, which database it is about
 * @param statements whether each statement is told
 */
record ReadEcho(Console console, String prefix, boolean statements) implements ReadWatch {

    /** An echo of the run on a database, which says statements where DB_ECHO asks for them. */
    static ReadEcho of(Console console, String prefix, Settings settings) {
        return new ReadEcho(
                console,
                prefix,
                settings.database().filter(target -> target.pool().echo()).isPresent());
    }

    @Override
    public void sent(Supplier<String> statement) {
        if (statements) {
            console.aside(prefix + "sql: " + statement.get());
        }
    }

    @Override
    public void repeated(String reason) {
        console.progress(prefix + reason);
    }
}
