package io.replyx.verify.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Something to read within one read-only transaction. */
@FunctionalInterface
public interface ReadQuery<T> {
    /** Read, and leave the transaction as it is. */
    T run(Connection connection) throws SQLException;
}
