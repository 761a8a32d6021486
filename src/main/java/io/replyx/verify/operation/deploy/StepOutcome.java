package io.replyx.verify.operation.deploy;

import java.time.Duration;
import java.util.Locale;

/**
 * What a step of a deployment came to.
 *
 * @param step the step
 * @param done whether it came to its end; the step that is not done is the last
 * @param took how long it took
 * @param outcome what it came to; further lines hold details
 */
public record StepOutcome(DeployStep step, boolean done, Duration took, String outcome) {

    /** The step in one line, and its details below. */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "step %d of %d, %s: %s%s (%.1f s)%s",
                step.number(),
                DeployStep.values().length,
                step.words(),
                done ? "" : "FAILED, ",
                firstLine(),
                took.toMillis() / 1000.0,
                outcome.substring(firstLine().length()));
    }

    private String firstLine() {
        int end = outcome.indexOf('\n');
        return end < 0 ? outcome : outcome.substring(0, end);
    }
}
