package io.replyx.verify.operation.maintain;

import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;

/** A maintenance did not come to its end; the message says what is done and how to go on (exit codes 5, 6, 7). */
public final class MaintenanceStopped extends ExpectedFailure {
    private static final long serialVersionUID = 1L;

    MaintenanceStopped(ExitCode exitCode, String message) {
        super(exitCode, message);
    }
}
