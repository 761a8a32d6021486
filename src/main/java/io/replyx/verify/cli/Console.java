package io.replyx.verify.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** Prints for a person: progress while work goes on, and what it came to. */
final class Console {
    private final PrintWriter out;
    private final long start = System.nanoTime();

    Console(PrintWriter out) {
        this.out = out;
    }

    /** Say a line. */
    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Say what goes on, with the seconds since the command began. */
    void progress(String line) {
        say(String.format(Locale.ROOT, "%6.1f s  %s", (System.nanoTime() - start) / 1e9, line));
    }
}
