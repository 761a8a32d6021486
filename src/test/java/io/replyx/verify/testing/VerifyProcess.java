package io.replyx.verify.testing;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.replyx.verify.cli.Main;
import io.replyx.verify.settings.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A command in a process of its own, which can be sent signals; its temporary files are apart from all others. */
public final class VerifyProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Path output;
    private final Path temporary;
    private final Process process;

    private VerifyProcess(Path output, Path temporary, Process process) {
        this.output = output;
        this.temporary = temporary;
        this.process = process;
    }

    /**
     * Start it.
     *
     * @param folder where its output and temporary files go
     * @param url what DATABASE_URL names
     */
    public static VerifyProcess start(Path folder, DatabaseUrl url, String... arguments) throws IOException {
        return start(folder, Map.of("DATABASE_URL", text(url)), arguments);
    }

    /** What a variable says that names a database. */
    public static String text(DatabaseUrl url) {
        return "postgresql://" + url.user() + ":" + url.password().reveal() + "@" + url.host() + ":" + url.port() + "/"
                + url.database();
    }

    /**
     * Start it with variables, and with no more memory than the launcher gives.
     *
     * @param folder where its output and temporary files go
     */
    public static VerifyProcess start(Path folder, Map<String, String> variables, String... arguments)
            throws IOException {
        return start(folder, variables, List.of(), arguments);
    }

    /**
     * The same with options of the Java machine.
     *
     * @param folder where its output and temporary files go
     */
    public static VerifyProcess start(
            Path folder, Map<String, String> variables, List<String> options, String... arguments) throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        Path output = folder.resolve("output");
        List<String> java = new ArrayList<>(heedingSignals());
        java.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m"));
        java.addAll(options);
        java.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        java.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(java);
        builder.environment().putAll(variables);
        return new VerifyProcess(
                output,
                temporary,
                builder.redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start());
    }

    /** What a shell starts in the background ignores SIGINT, and so would all that these tests start from there. */
    private static List<String> heedingSignals() {
        return System.getProperty("os.name").equals("Linux") ? List.of("env", "--default-signal=INT") : List.of();
    }

    /** Send it a signal, as in {@code TERM}. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Its exit code, once it has ended. */
    public int exitCode() throws InterruptedException, IOException {
        return exitCode(PATIENCE_SECONDS);
    }

    /** The same of one that has more to do than others. */
    public int exitCode(long patienceSeconds) throws InterruptedException, IOException {
        if (!process.waitFor(patienceSeconds, SECONDS)) {
            throw new AssertionError("the process does not end; it said: " + output());
        }
        return process.exitValue();
    }

    /** Whether it still runs. */
    public boolean runs() {
        return process.isAlive();
    }

    /** What it said. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    /** What it left among its temporary files, but for what the Java machine keeps there. */
    public List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("replyx"))
                    .toList();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
