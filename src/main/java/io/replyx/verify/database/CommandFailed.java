package io.replyx.verify.database;

/** Another program did not do what it was run for. */
final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailed(String message) {
        super(message);
    }
}
