package io.replyx.verify.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another program, run without a shell, for a bounded time, with the end of its output in the message when it fails. */
final class Command {
    private static final Duration USUAL_LIMIT = Duration.ofMinutes(2);
    private static final int KEPT_LINES = 12;

    private final List<String> words;
    private final Map<String, String> environment = new HashMap<>(Map.of("LC_ALL", "C"));
    private Duration limit = USUAL_LIMIT;

    private Command(List<String> words) {
        this.words = List.copyOf(words);
    }

    static Command of(String... words) {
        return new Command(List.of(words));
    }

    static Command of(List<String> words) {
        return new Command(words);
    }

    Command within(Duration time) {
        limit = time;
        return this;
    }

    Command with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Run it to its end and give back what it printed last. */
    List<String> run() {
        Deque<String> tail = new ArrayDeque<>();
        try {
            Process process = start(ProcessBuilder.Redirect.PIPE);
            Thread reader = new Thread(() -> drain(process, tail), "output of " + words.get(0));
            reader.setDaemon(true);
            reader.start();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            reader.join(TimeUnit.SECONDS.toMillis(2));
            return outcome(ended, process.exitValue(), lines(tail));
        } catch (IOException e) {
            throw new CommandFailed(words.get(0) + " cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(words.get(0) + " was interrupted");
        }
    }

    /** Whether it can be run and says success. */
    boolean succeeds() {
        try {
            run();
            return true;
        } catch (CommandFailed e) {
            return false;
        }
    }

    /** Leave it running, with its output in a file. */
    Process startWithLog(Path log) {
        try {
            return start(ProcessBuilder.Redirect.appendTo(log.toFile()));
        } catch (IOException e) {
            throw new CommandFailed(words.get(0) + " cannot be started: " + e.getMessage());
        }
    }

    private Process start(ProcessBuilder.Redirect output) throws IOException {
        var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        // PGHOST, PGSERVICE and the like would change what PostgreSQL's programs do.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private List<String> outcome(boolean ended, int exitCode, List<String> tail) {
        if (ended && exitCode == 0) {
            return tail;
        }
        String how = ended ? "ended with code " + exitCode : "did not end within " + limit.toSeconds() + " s";
        throw new CommandFailed(words.get(0) + " " + how + (tail.isEmpty() ? "" : ": " + String.join("\n    ", tail)));
    }

    private static void drain(Process process, Deque<String> tail) {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            while (line != null) {
                keep(tail, line);
                line = output.readLine();
            }
        } catch (IOException e) {
            keep(tail, "(output was cut off: " + e.getMessage() + ")");
        }
    }

    private static void keep(Deque<String> tail, String line) {
        synchronized (tail) {
            tail.addLast(line);
            if (tail.size() > KEPT_LINES) {
                tail.removeFirst();
            }
        }
    }

    private static List<String> lines(Deque<String> tail) {
        synchronized (tail) {
            return new ArrayList<>(tail);
        }
    }
}
