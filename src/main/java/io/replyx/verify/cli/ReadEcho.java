package io.replyx.verify.cli;

import io.replyx.verify.database.ReadWatch;
import java.util.function.Supplier;

/**
 * Tells a person what a production run does to the database.
 *
 * @param console where to
 * @param statements whether each statement is told
 */
record ReadEcho(Console console, boolean statements) implements ReadWatch {

    @Override
    public void sent(Supplier<String> statement) {
        if (statements) {
            console.aside("sql: " + statement.get());
        }
    }

    @Override
    public void repeated(String reason) {
        console.progress(reason);
    }
}
