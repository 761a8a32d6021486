package io.replyx.verify.database;

import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;

/** There is no database to work with: connection, authentication, TLS, engine or image (exit code 3). */
public class NoUsableDatabase extends ExpectedFailure {
    private static final long serialVersionUID = 1L;

    private final boolean absent;

    /** Say which database or server, why it cannot be used, and what to do. */
    public NoUsableDatabase(String message) {
        this(message, false);
    }

    /**
     * The same of a server that may not be there at all.
     *
     * @param absent whether no session came about for want of a server, rather than of a right to it
     */
    NoUsableDatabase(String message, boolean absent) {
        super(ExitCode.NO_DATABASE, message);
        this.absent = absent;
    }

    /** Whether another host of the same database may serve instead; one that refuses speaks for all. */
    boolean isAbsent() {
        return absent;
    }
}
