package io.replyx.verify.operation.deploy;

import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;

/** A step failed after the work on the database had begun; what becomes of what was done is decided afterwards. */
final class StepFailed extends ExpectedFailure {
    private static final long serialVersionUID = 1L;

    private final boolean partWay;

    /** @param partWay whether a script outside a transaction may have left some of itself */
    private StepFailed(ExitCode code, String message, boolean partWay) {
        super(code, message);
        this.partWay = partWay;
    }

    static StepFailed of(String message) {
        return new StepFailed(ExitCode.FAILED_AND_BACK, message, false);
    }

    static StepFailed locked(String message) {
        return new StepFailed(ExitCode.LOCKED, message, false);
    }

    static StepFailed partWay(String message) {
        return new StepFailed(ExitCode.FAILED_PART_WAY, message, true);
    }

    boolean isPartWay() {
        return partWay;
    }
}
