package io.replyx.verify.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Where reads get their connections from. */
interface ReadConnections {

    /**
     * Lend a connection that works; whoever has it closes the loan.
     *
     * @param left how long it may be waited for at most
     * @throws NoUsableDatabase when there is none to be had
     * @throws ReadTimedOut when all are lent, and none comes back in time
     */
    Loan lend(Duration left) throws SQLException;

    void close() throws SQLException;

    /** A connection for one read. */
    interface Loan extends AutoCloseable {
        /** The connection as the driver made it. */
        Connection connection();

        /** Have nobody use it again, whatever its session is in. */
        void spoil();

        @Override
        void close() throws SQLException;
    }
}
