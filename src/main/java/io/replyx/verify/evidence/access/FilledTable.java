package io.replyx.verify.evidence.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Whether a role sees rows of a table, told apart from whether it may look and whether it would see all. */
public final class FilledTable {
    private static final String LOOK = """
            select pg_catalog.has_table_privilege(t.oid, 'SELECT'), pg_catalog.row_security_active(t.oid)
            from (select pg_catalog.to_regclass(?)::pg_catalog.oid as oid) t
            where t.oid is not null
            """;

    private FilledTable() {}

    /** What a role sees of a table. */
    public enum Sight {
        /** There is no such table. */
        NOT_THERE,
        /** It may not look. */
        FORBIDDEN,
        /** It sees no row, and would not see any that is hidden from it. */
        HIDDEN,
        /** It sees rows, and would not see any that is hidden from it. */
        SOME_HIDDEN,
        /** There is no row. */
        EMPTY,
        /** It sees rows, and nothing is hidden from it. */
        ROWS
    }

    /** What the role of a connection sees of a table, named with its schema. */
    public static Sight sightOf(String table, Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LOOK)) {
            query.setString(1, table);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Sight.NOT_THERE;
                }
                if (!row.getBoolean(1)) {
                    return Sight.FORBIDDEN;
                }
                boolean hides = row.getBoolean(2);
                if (anyRow(table, connection)) {
                    return hides ? Sight.SOME_HIDDEN : Sight.ROWS;
                }
                return hides ? Sight.HIDDEN : Sight.EMPTY;
            }
        }
    }

    /** The name is that of an existing relation, as the server itself resolved it, so that it can be put into a query. */
    private static boolean anyRow(String table, Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select exists (select from " + table + ")");
                ResultSet result = query.executeQuery()) {
            return result.next() && result.getBoolean(1);
        }
    }
}
