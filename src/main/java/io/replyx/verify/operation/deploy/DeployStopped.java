package io.replyx.verify.operation.deploy;

import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;
import java.util.List;

/** A deployment did not come to its end; the message says where the database is and what to do (exit codes 5, 6, 7). */
public final class DeployStopped extends ExpectedFailure {
    private static final long serialVersionUID = 1L;

    private final transient List<StepOutcome> steps;

    DeployStopped(ExitCode exitCode, String message, List<StepOutcome> steps) {
        super(exitCode, message);
        this.steps = List.copyOf(steps);
    }

    /** The steps that were taken; the last is the one that failed. */
    public List<StepOutcome> steps() {
        return steps;
    }
}
