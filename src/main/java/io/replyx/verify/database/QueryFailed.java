package io.replyx.verify.database;

import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;
import java.sql.SQLException;

/** The server refused a statement that was expected to work. */
public final class QueryFailed extends ExpectedFailure {
    private static final long serialVersionUID = 1L;

    private final String sqlState;

    /** Say what was being done when the server refused. */
    public QueryFailed(String doing, SQLException cause) {
        super(ExitCode.NO_DATABASE, doing + ": " + cause.getMessage());
        initCause(cause);
        this.sqlState = SqlState.of(cause);
    }

    /** The server's five-character code, empty where the failure came from elsewhere. */
    public String sqlState() {
        return sqlState;
    }
}
