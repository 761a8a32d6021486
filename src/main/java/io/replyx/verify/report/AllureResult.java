package io.replyx.verify.report;

import io.qameta.allure.model.Label;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import io.replyx.verify.assertion.Finding;
import io.replyx.verify.jupiter.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Map a check to Allure's words. */
record AllureResult(FailureText failures) {

    TestResult of(Check check) {
        Outcome outcome = check.outcome();
        long start = outcome.startedAt().toEpochMilli();
        return new TestResult()
                .setUuid(id(check.key()))
                .setHistoryId(id(check.key()))
                .setTestCaseId(id(outcome.rule()))
                .setName(check.name())
                .setFullName("replyx-verify/" + check.key())
                .setLabels(labels(check))
                .setDescription(description(outcome))
                .setDescriptionHtml(descriptionHtml(outcome))
                .setStatus(status(outcome))
                .setStatusDetails(new StatusDetails().setMessage(message(outcome)))
                .setSteps(notes(outcome))
                .setStage(Stage.FINISHED)
                .setStart(start)
                .setStop(start + outcome.duration().toMillis());
    }

    /** The same for the same rule and version in every run, wherever it was made: trends hang on it. */
    static String id(String key) {
        return UUID.nameUUIDFromBytes(("replyx-verify/" + key).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static List<Label> labels(Check check) {
        RuleKind kind = RuleKind.of(check.outcome().rule());
        List<Label> labels = new ArrayList<>();
        labels.add(label("epic", kind.label()));
        labels.add(label("feature", check.rule()));
        labels.add(label("parentSuite", kind.label()));
        labels.add(label("suite", check.rule()));
        labels.add(label("severity", kind.severity()));
        labels.add(label("tag", check.outcome().rule()));
        check.outcome().version().ifPresent(version -> {
            labels.add(label("story", "version " + version));
            labels.add(label("subSuite", "version " + version));
        });
        return labels;
    }

    private static Label label(String name, String value) {
        return new Label().setName(name).setValue(value);
    }

    private static String description(Outcome outcome) {
        return "**What must hold:** " + Markup.inline(outcome.title())
                + "\n\n**Examined:** " + outcome.examined()
                + "\n\n**Why and how to fix:** " + FailureText.page(outcome.rule());
    }

    /** Written out as well, which spares the report's generator half its start: a Markdown parser. */
    private static String descriptionHtml(Outcome outcome) {
        return "<p><strong>What must hold:</strong> " + Markup.html(outcome.title())
                + "</p>\n<p><strong>Examined:</strong> " + outcome.examined()
                + "</p>\n<p><strong>Why and how to fix:</strong> " + FailureText.page(outcome.rule()) + "</p>";
    }

    private static Status status(Outcome outcome) {
        return switch (outcome.status()) {
            case PASSED -> Status.PASSED;
            case SKIPPED -> Status.SKIPPED;
            // Without a finding it was the check that failed, not the subject.
            case FAILED -> outcome.findings().stream().anyMatch(Finding::isBroken) ? Status.FAILED : Status.BROKEN;
        };
    }

    private String message(Outcome outcome) {
        return outcome.status() == io.replyx.verify.jupiter.Status.FAILED ? failures.of(outcome) : outcome.reason();
    }

    private static List<StepResult> notes(Outcome outcome) {
        return outcome.findings().stream()
                .filter(finding -> !finding.isBroken())
                .map(note -> new StepResult()
                        .setStart(outcome.startedAt().toEpochMilli())
                        .setStop(outcome.startedAt().toEpochMilli())
                        .setName("Note: " + FindingText.placed(note))
                        .setStatus(Status.PASSED)
                        .setStage(Stage.FINISHED))
                .toList();
    }
}
