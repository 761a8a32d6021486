package io.replyx.verify.operation.deploy;

import io.replyx.verify.settings.ExpectedFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Takes steps one after the other, and tells of each how long it took and what it came to. */
final class StepLog {
    private final List<StepOutcome> outcomes = new ArrayList<>();
    private final Consumer<String> progress;

    StepLog(Consumer<String> progress) {
        this.progress = progress;
    }

    /** A step, which says what it came to. */
    @FunctionalInterface
    interface Work {
        String run() throws SQLException;
    }

    void take(DeployStep step, Work work) throws SQLException {
        long start = System.nanoTime();
        try {
            add(step, true, start, work.run());
        } catch (ExpectedFailure | SQLException failed) {
            add(
                    step,
                    false,
                    start,
                    String.valueOf(failed.getMessage()).lines().findFirst().orElse(""));
            throw failed;
        }
    }

    private void add(DeployStep step, boolean done, long start, String outcome) {
        StepOutcome taken = new StepOutcome(step, done, Duration.ofNanos(System.nanoTime() - start), outcome);
        outcomes.add(taken);
        progress.accept(taken.describe());
    }

    List<StepOutcome> outcomes() {
        return List.copyOf(outcomes);
    }
}
