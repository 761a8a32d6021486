package io.replyx.verify.report;

import io.qameta.allure.AllureResultsWriteException;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import io.replyx.verify.jupiter.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** Write the checks as Allure results, with Allure's own writer. */
final class AllureWriter {
    private static final String CATEGORIES = """
            [
              {"name": "Broken rules", "matchedStatuses": ["failed"]},
              {"name": "Checks that could not be carried out", "matchedStatuses": ["broken"]},
              {"name": "Could not be verified here", "matchedStatuses": ["skipped"]}
            ]
            """;

    private final FileSystemResultsWriter results;
    private final AllureResult mapping;

    private AllureWriter(Path directory, RunRecord run) {
        this.results = new FileSystemResultsWriter(directory);
        this.mapping = new AllureResult(new FailureText(run.command()));
    }

    static void write(Path directory, RunRecord run) throws IOException {
        Files.createDirectories(directory);
        AllureWriter writer = new AllureWriter(directory, run);
        try {
            Check.of(run.outcomes()).forEach(writer::write);
            run.stopped().ifPresent(reason -> writer.stopped(run, reason));
        } catch (AllureResultsWriteException e) {
            throw new IOException(e.getMessage(), e);
        }
        Files.writeString(directory.resolve("categories.json"), CATEGORIES);
        Files.writeString(directory.resolve("environment.properties"), environment(run));
    }

    private void write(Check check) {
        results.write(mapping.of(check).setAttachments(attachments(check)));
    }

    private void stopped(RunRecord run, String reason) {
        long start = run.startedAt().toEpochMilli();
        results.write(new TestResult()
                .setUuid(AllureResult.id("run"))
                .setHistoryId(AllureResult.id("run"))
                .setName("The run reaches its end")
                .setFullName("replyx-verify/run")
                .setLabels(List.of(new Label().setName("epic").setValue("Run")))
                .setStatus(Status.BROKEN)
                .setStatusDetails(new StatusDetails().setMessage(reason))
                .setStage(Stage.FINISHED)
                .setStart(start)
                .setStop(start + run.durationMs()));
    }

    private List<Attachment> attachments(Check check) {
        Outcome outcome = check.outcome();
        List<Attachment> written = new ArrayList<>();
        for (io.replyx.verify.jupiter.Attachment evidence : outcome.attachments()) {
            String suffix = evidence.mediaType().equals("application/json") ? ".json" : ".txt";
            String file = AllureResult.id(check.key() + "/" + written.size()) + "-attachment" + suffix;
            results.write(file, new ByteArrayInputStream(evidence.content().getBytes(StandardCharsets.UTF_8)));
            written.add(new Attachment()
                    .setName(evidence.name())
                    .setType(evidence.mediaType())
                    .setSource(file));
        }
        return written;
    }

    private static String environment(RunRecord run) throws IOException {
        Properties properties = new Properties();
        properties.putAll(Facts.of(run));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        properties.store(bytes, null);
        // Java writes the time of day as a comment and the lines in any order.
        return bytes.toString(StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
