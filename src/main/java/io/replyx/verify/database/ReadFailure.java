package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExpectedFailure;
import java.sql.SQLException;

/** Turns what the driver says about a failed read into a sentence with a way out. */
final class ReadFailure {
    private ReadFailure() {}

    static ExpectedFailure explain(DatabaseUrl url, ReadLimits limits, SQLException exception) {
        String state = SqlState.of(exception);
        if (state.equals(SqlState.CANCELED)) {
            return new ReadTimedOut("A statement on " + url.address() + " took longer than "
                    + limits.statement().toMillis() + " ms and was cancelled. Look at the load of the"
                    + " server, and try again when it is less.");
        }
        if (state.equals(SqlState.LOCK_NOT_AVAILABLE)) {
            return lockNotHad(url, limits);
        }
        if (state.equals(SqlState.LIMIT_EXCEEDED)) {
            return new ReadTimedOut(
                    "A statement on " + url.address() + " needed more than a limit of the server or of its"
                            + " role allows, and was cancelled: " + exception.getMessage() + ".");
        }
        if (SqlState.connectionLost(state)) {
            return ConnectionFailure.lost(url, exception);
        }
        return new QueryFailed("Reading " + url.address(), exception);
    }

    static ReadTimedOut lockNotHad(DatabaseUrl url, ReadLimits limits) {
        return new ReadTimedOut("A lock on " + url.address() + " was not to be had within "
                + limits.lock().toMillis() + " ms. Somebody is changing the schema: try again when that is done.");
    }
}
