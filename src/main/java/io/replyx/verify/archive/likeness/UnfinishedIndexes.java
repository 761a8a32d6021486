package io.replyx.verify.archive.likeness;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.Index;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Makes the INVALID indexes of a database in another: pg_dump leaves them out, and a version that builds an index of the
 * same name comes upon them.
 */
record UnfinishedIndexes(Catalog original) {
    private static final String MARK = """
            update pg_catalog.pg_index set indisvalid = ?, indisready = ?, indislive = ?
             where indexrelid = pg_catalog.to_regclass(?)
            """;

    void make(Connection admin) throws SQLException {
        for (Index index : original.indexes()) {
            if (!index.valid() && !isThere(index, admin)) {
                make(index, admin);
            }
        }
    }

    private static boolean isThere(Index index, Connection admin) throws SQLException {
        try (PreparedStatement query = admin.prepareStatement("select pg_catalog.to_regclass(?) is not null")) {
            query.setString(1, index.name());
            try (var row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static void make(Index index, Connection admin) throws SQLException {
        try (Statement statement = admin.createStatement();
                PreparedStatement mark = admin.prepareStatement(MARK)) {
            String schema = index.table().substring(0, index.table().lastIndexOf('.'));
            // The definition names the table by the search path that it was read with.
            statement.execute("set search_path = " + schema + ", public");
            statement.execute(index.definition());
            statement.execute("reset search_path");
            mark.setBoolean(1, index.valid());
            mark.setBoolean(2, index.ready());
            mark.setBoolean(3, index.live());
            mark.setString(4, index.name());
            mark.executeUpdate();
        }
    }
}
