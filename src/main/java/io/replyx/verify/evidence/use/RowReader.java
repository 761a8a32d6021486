package io.replyx.verify.evidence.use;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a fact of a row. */
@FunctionalInterface
interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
}
