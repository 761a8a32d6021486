package io.replyx.verify.settings;

/** Tell the caller's shell how a command ended; the same numbers for every command. */
public enum ExitCode {
    /** Every rule that could be verified holds, the operation succeeded, or there was nothing to do. */
    READY(0),
    /** A rule is broken. */
    NOT_READY(1),
    /** Arguments, environment, contract or file names are wrong; nothing was touched. */
    WRONG_USE(2),
    /** No usable database: connection, authentication, TLS, engine or image. */
    NO_DATABASE(3),
    /** Refused by a check before anything was touched. */
    REFUSED(4),
    /** Failed, and back at the state before. */
    FAILED_AND_BACK(5),
    /** Failed part-way in a step that cannot be in a transaction; the message says how to resume. */
    FAILED_PART_WAY(6),
    /** Somebody else holds the lock. */
    LOCKED(7),
    /** A rollback failed: act by hand, and the message says how. */
    ROLLBACK_FAILED(10),
    /** A backup or a restore did not prove good. */
    BACKUP_NOT_PROVEN(11),
    /** Interrupted by Ctrl-C. */
    INTERRUPTED(130),
    /** Interrupted by a termination signal. */
    TERMINATED(143);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number that the process exits with. */
    public int code() {
        return code;
    }
}
