package io.replyx.verify.migration.crash;

import io.replyx.verify.settings.DatabaseUrl;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A Java machine that is started before it is needed and then does one thing, until it is killed. */
final class SpareChild implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private SpareChild(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static SpareChild start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx128m",
                "-cp",
                classes.replace(File.pathSeparator + File.pathSeparator, File.pathSeparator),
                CrashChild.class.getName());
        return new SpareChild(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    void begin(DatabaseUrl url, Path root, String version, boolean undo) throws IOException {
        if (!"ready".equals(output.readLine())) {
            throw new IOException("the child did not start");
        }
        Writer input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        for (String line : List.of(
                url.host(),
                Integer.toString(url.port()),
                url.database(),
                url.user(),
                url.password().reveal(),
                root.toString(),
                version,
                Boolean.toString(undo))) {
            input.write(line + "\n");
        }
        input.flush();
    }

    /** Kill it with the signal that nobody can catch, and wait until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
