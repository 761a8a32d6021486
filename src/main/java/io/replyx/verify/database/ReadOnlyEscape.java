package io.replyx.verify.database;

/** A reader ended its read-only transaction and may have written: a mistake in the suite, never the user's. */
public final class ReadOnlyEscape extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ReadOnlyEscape(String message) {
        super(message);
    }
}
