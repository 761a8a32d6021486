package io.replyx.verify.cli;

import io.replyx.verify.settings.Refused;
import io.replyx.verify.settings.WrongUse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Prints for a person: progress while work goes on, and what it came to. */
final class Console {
    private final PrintWriter out;
    private final PrintWriter err;
    private final long start = System.nanoTime();

    private final Optional<BufferedReader> in;

    /**
     * @param err where asides go, so that they can be told from what a command says
     * @param in what a person types; empty when nobody sits there
     */
    Console(PrintWriter out, PrintWriter err, Optional<BufferedReader> in) {
        this.out = out;
        this.err = err;
        this.in = in;
    }

    /** Whether somebody sits there who can be asked. */
    boolean canAsk() {
        return in.isPresent();
    }

    /** Ask, and give back what was typed; empty when nobody answers. */
    String ask(String question) {
        out.print(question + " ");
        out.flush();
        try {
            return in.isPresent() ? Objects.requireNonNullElse(in.get().readLine(), "") : "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Whether the name of a database was typed, which nobody does by mistake. */
    boolean typed(String database, String purpose) {
        return ask("Type the name of the database, " + database + ", " + purpose + ":")
                .strip()
                .equals(database);
    }

    /** Have the name of a database typed before anything is done to it. */
    void requireConsent(String database) {
        if (!canAsk()) {
            throw new WrongUse("There is no terminal to ask at: confirm the plan with --yes. Nothing was touched.");
        }
        if (!typed(database, "to go on")) {
            throw new Refused("Not confirmed. Nothing was touched.");
        }
    }

    /** Say a line. */
    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Say a line beside the others. */
    void aside(String line) {
        err.println(line);
        err.flush();
    }

    /** Say what goes on, with the seconds since the command began. */
    void progress(String line) {
        say(String.format(Locale.ROOT, "%6.1f s  %s", (System.nanoTime() - start) / 1e9, line));
    }
}
