package io.replyx.verify.evidence.use;

import java.sql.SQLException;

/**
 * A change or a delete after which the server reports neither a row nor an error.
 *
 * @param sql the statement
 */
record SilentWrite(Operation operation, GeneratedTable table, String sql) {

    /** A rule that says INSTEAD means it, and so does a trigger that writes something else in the row's place. */
    boolean isMeant(Attempts attempts) throws SQLException {
        return attempts.finds(table.insteadRule(operation)) || attempts.leavesATrace(sql);
    }
}
