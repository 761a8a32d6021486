package io.replyx.verify.operation;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The wish that an operation ends, from another thread: what its session is at is cancelled, and nothing more begins. */
public final class Stop {
    private volatile @Nullable Connection session;
    private volatile boolean asked;

    /** Cancel what this session is at, should the wish come. */
    public void cancels(Connection working) {
        session = working;
    }

    /** The session is closed: there is nothing to cancel any more. */
    public void forget() {
        session = null;
    }

    /** Whether somebody wishes it. */
    public boolean asked() {
        return asked;
    }

    /** Wish it. */
    public void ask() {
        asked = true;
        Connection working = session;
        try {
            if (working != null) {
                working.unwrap(PGConnection.class).cancelQuery();
            }
        } catch (SQLException gone) {
            // A session that is gone has nothing left to cancel.
            forget();
        }
    }
}
