package io.replyx.verify.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Another program, run without a shell, for a bounded time, with the end of its output in the message when it fails. */
final class Command {
    private static final Duration USUAL_LIMIT = Duration.ofMinutes(2);

    /** Where things are, which language is spoken, how to reach an engine and a registry of packages. */
    private static final Pattern PASSED_ON = Pattern.compile("PATH|HOME|USER|LOGNAME|LANG|LC_\\w+|TZ|TMPDIR|TMP|TEMP"
            + "|DOCKER_\\w+|CONTAINER_HOST|XDG_RUNTIME_DIR|DEBIAN_FRONTEND|SSL_CERT_(FILE|DIR)"
            + "|(?i:(https?|no|all|ftp)_proxy)|(?i:SystemRoot|PathExt|ComSpec)");

    private final List<String> words;
    private final Map<String, String> environment = new HashMap<>(Map.of("LC_ALL", "C"));
    private Duration limit = USUAL_LIMIT;
    private Consumer<String> listener = line -> {};
    private Consumer<Process> starter = process -> {};
    private Optional<Path> file = Optional.empty();

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

    /** Have each line told as it is printed. */
    Command telling(Consumer<String> lines) {
        listener = lines;
        return this;
    }

    /** Hand over the process, so that it can be ended. */
    Command seenBy(Consumer<Process> started) {
        starter = started;
        return this;
    }

    /** Let its standard output go into a file, so that only what it says on the other is read. */
    Command into(Path output) {
        file = Optional.of(output);
        return this;
    }

    /** Run it to its end and give back what it printed last. */
    List<String> run() {
        Tail tail = new Tail(words.get(0), listener);
        Process process = null;
        try {
            process = file.isPresent()
                    ? start(ProcessBuilder.Redirect.to(file.get().toFile()), false)
                    : start(ProcessBuilder.Redirect.PIPE, true);
            starter.accept(process);
            return await(process, tail);
        } catch (IOException e) {
            throw new CommandFailed(words.get(0) + " cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Optional.ofNullable(process).ifPresent(Process::destroy);
            Thread.currentThread().interrupt();
            throw new CommandFailed(words.get(0) + " was interrupted");
        }
    }

    private List<String> await(Process process, Tail tail) throws InterruptedException {
        Thread reader = new Thread(() -> drain(process, tail), "output of " + words.get(0));
        reader.setDaemon(true);
        reader.start();
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        reader.join(TimeUnit.SECONDS.toMillis(2));
        return tail.require(ended, process.exitValue(), limit);
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
            return start(ProcessBuilder.Redirect.appendTo(log.toFile()), true);
        } catch (IOException e) {
            throw new CommandFailed(words.get(0) + " cannot be started: " + e.getMessage());
        }
    }

    private Process start(ProcessBuilder.Redirect output, boolean withErrors) throws IOException {
        var builder = new ProcessBuilder(words).redirectErrorStream(withErrors).redirectOutput(output);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        // PGSERVICE, LD_PRELOAD and the like would change what a program does; and passwords are no business of its.
        builder.environment().keySet().removeIf(name -> !PASSED_ON.matcher(name).matches());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void drain(Process process, Tail tail) {
        try (BufferedReader output = new BufferedReader(new InputStreamReader(
                file.isPresent() ? process.getErrorStream() : process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            while (line != null) {
                tail.add(line);
                line = output.readLine();
            }
        } catch (IOException e) {
            tail.add("(output was cut off: " + e.getMessage() + ")");
        }
    }
}
