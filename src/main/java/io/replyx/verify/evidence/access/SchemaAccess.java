package io.replyx.verify.evidence.access;

import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Whether just anybody may create objects in a schema.
 *
 * @param name the schema
 * @param open whether PUBLIC has CREATE on it
 */
public record SchemaAccess(String name, boolean open) {

    /** Ask about every schema but the system's own. */
    public static List<SchemaAccess> read(Connection connection) throws SQLException {
        return FactSql.beside(SchemaAccess.class, "open_schema")
                .ask(connection, row -> new SchemaAccess(row.getString("name"), row.getBoolean("open")));
    }
}
