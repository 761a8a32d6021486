package io.replyx.verify.database;

import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;

/** One of PostgreSQL's programs did not make or read a dump (exit code 11). */
public final class ToolFailed extends ExpectedFailure {
    private static final long serialVersionUID = 1L;

    /** Say which program, and what it said last. */
    public ToolFailed(String message) {
        super(ExitCode.BACKUP_NOT_PROVEN, message);
    }
}
