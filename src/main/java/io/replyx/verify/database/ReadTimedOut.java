package io.replyx.verify.database;

import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;

/** Reading took longer than the limits allow, and was given up rather than standing in anybody's way (exit code 3). */
public final class ReadTimedOut extends ExpectedFailure {
    private static final long serialVersionUID = 1L;

    /** Say which limit was reached, and what to do. */
    public ReadTimedOut(String message) {
        super(ExitCode.NO_DATABASE, message);
    }
}
