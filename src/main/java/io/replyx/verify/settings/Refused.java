package io.replyx.verify.settings;

/** A check refused before anything was touched (exit code 4). */
public final class Refused extends ExpectedFailure {
    private static final long serialVersionUID = 1L;

    /** Say what was found, that nothing was touched, and what to do. */
    public Refused(String message) {
        super(ExitCode.REFUSED, message);
    }
}
