package io.replyx.verify.settings;

/** Arguments, environment, contract or file names are wrong, and nothing was touched (exit code 2). */
public final class WrongUse extends ExpectedFailure {
    private static final long serialVersionUID = 1L;

    /** Say what is wrong, where, and what would be right. */
    public WrongUse(String message) {
        super(ExitCode.WRONG_USE, message);
    }
}
