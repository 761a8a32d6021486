package io.replyx.verify.settings;

/**
 * A failure that a user can cause and mend: it is told in one message, without a stack trace, and ends the command with
 * its exit code.
 */
public abstract class ExpectedFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    protected ExpectedFailure(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The code that the command ends with. */
    public final ExitCode exitCode() {
        return exitCode;
    }
}
