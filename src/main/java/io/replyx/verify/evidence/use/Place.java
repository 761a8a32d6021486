package io.replyx.verify.evidence.use;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Where the server keeps a row.
 *
 * @param table the number of the table or partition that it is in
 * @param tuple its place there
 */
record Place(String table, String tuple) {
    /** An expression for the place of a row. */
    static final String OF_A_ROW = "tableoid::pg_catalog.int8 || ' ' || ctid";

    /** Read what the expression gives. */
    static Place of(String text) {
        String[] parts = text.split(" ", 2);
        return new Place(parts[0], parts[1]);
    }

    /** The place of some row of a table; none where it has none. */
    static Optional<Place> any(GeneratedTable table, Attempts attempts) throws SQLException {
        return attempts.look(table.anyRow()).row().stream().findFirst().map(Place::of);
    }

    String where() {
        return " where tableoid = " + table + " and ctid = '" + tuple + "'";
    }
}
