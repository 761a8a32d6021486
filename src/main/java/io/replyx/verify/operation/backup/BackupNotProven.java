package io.replyx.verify.operation.backup;

import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;

/** A backup or a restore did not prove good (exit code 11). */
public final class BackupNotProven extends ExpectedFailure {
    private static final long serialVersionUID = 1L;

    /** Say what does not agree, what was left as it was, and what to do. */
    public BackupNotProven(String message) {
        super(ExitCode.BACKUP_NOT_PROVEN, message);
    }
}
