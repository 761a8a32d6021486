package io.replyx.verify.testing;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that a test runs to its end. */
public record Program(int exitCode, String output) {

    /** Run it in a folder, with variables besides those of this process. */
    public static Program run(Path folder, long patienceSeconds, Map<String, String> variables, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("program", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().putAll(variables);
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(patienceSeconds, SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end; it said: " + Files.readString(output));
            }
            return new Program(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }
}
