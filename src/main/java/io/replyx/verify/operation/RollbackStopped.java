package io.replyx.verify.operation;

import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;

/** A rollback did not come to its end; the message says where the database is and what to do (exit codes 5, 6, 7, 10). */
public final class RollbackStopped extends ExpectedFailure {
    private static final long serialVersionUID = 1L;

    private final transient RollbackResult soFar;

    RollbackStopped(ExitCode exitCode, String message, RollbackResult soFar) {
        super(exitCode, message);
        this.soFar = soFar;
    }

    /** What was taken back before. */
    public RollbackResult soFar() {
        return soFar;
    }
}
