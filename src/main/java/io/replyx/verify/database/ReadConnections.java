package io.replyx.verify.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Where reads get their connections from. */
interface ReadConnections {

    /**
     * Lend a connection that works; whoever has it closes the loan.
     *
     * @throws NoUsableDatabase when there is none to be had
     * @throws ReadTimedOut when all are lent, and none comes back in time
     */
    Loan lend() throws SQLException;

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
