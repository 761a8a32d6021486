package io.replyx.verify.database;

import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;

/** There is no database to work with: connection, authentication, TLS, engine or image (exit code 3). */
public class NoUsableDatabase extends ExpectedFailure {
    private static final long serialVersionUID = 1L;

    /** Say which database or server, why it cannot be used, and what to do. */
    public NoUsableDatabase(String message) {
        super(ExitCode.NO_DATABASE, message);
    }
}
