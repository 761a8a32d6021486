package io.replyx.verify.catalog.read;

import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.View;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the queries need to know about the server and the database that they run on.
 *
 * @param majorVersion of the server
 * @param databaseOwner number of the role that owns the database
 * @param bookkeeping numbers of the relations to leave out
 */
record Surroundings(int majorVersion, long databaseOwner, List<Long> bookkeeping) {
    private static final int FIRST_WITH_BARE_COLUMNS = 16;
    private static final String DATABASE_OWNER =
            "select d.datdba from pg_catalog.pg_database d where d.datname = pg_catalog.current_database()";

    static Surroundings read(Connection connection, Set<String> bookkeeping) throws SQLException {
        return new Surroundings(
                connection.getMetaData().getDatabaseMajorVersion(),
                databaseOwner(connection),
                relations(connection, bookkeeping));
    }

    /** The object as the newest servers would tell it, so that catalogs of different servers can be compared. */
    CatalogObject asToday(CatalogObject object) {
        return majorVersion < FIRST_WITH_BARE_COLUMNS && object instanceof View view
                ? view.defined(ViewText.ofToday(view.definition()))
                : object;
    }

    private static long databaseOwner(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(DATABASE_OWNER)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<Long> relations(Connection connection, Set<String> names) throws SQLException {
        Array array = connection.createArrayOf("text", names.toArray());
        try (PreparedStatement statement = connection.prepareStatement(
                SqlFile.beside(Surroundings.class, "bookkeeping").text())) {
            statement.setArray(1, array);
            List<Long> relations = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    relations.add(rows.getLong(1));
                }
            }
            return relations;
        }
    }
}
