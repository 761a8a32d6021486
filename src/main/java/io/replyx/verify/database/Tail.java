package io.replyx.verify.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The last lines that a program said, for the message when it fails. */
final class Tail {
    private static final int KEPT_LINES = 12;

    private final String program;
    private final Consumer<String> listener;
    private final Deque<String> lines = new ArrayDeque<>();

    Tail(String program, Consumer<String> listener) {
        this.program = program;
        this.listener = listener;
    }

    void add(String line) {
        synchronized (lines) {
            lines.addLast(line);
            if (lines.size() > KEPT_LINES) {
                lines.removeFirst();
            }
        }
        listener.accept(line);
    }

    /** The lines, of a program that ended well. */
    List<String> require(boolean ended, int exitCode, Duration limit) {
        List<String> said;
        synchronized (lines) {
            said = new ArrayList<>(lines);
        }
        if (ended && exitCode == 0) {
            return said;
        }
        String how = ended ? "ended with code " + exitCode : "did not end within " + limit.toSeconds() + " s";
        throw new CommandFailed(program + " " + how + (said.isEmpty() ? "" : ": " + String.join("\n    ", said)));
    }
}
