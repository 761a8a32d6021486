package io.replyx.verify.migration.apply;

import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.sql.SqlName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Where Flyway keeps its history: it goes on with the one that is there, also under another name or in another schema. */
final class HistoryPlace {
    private HistoryPlace() {}

    /** Have Flyway keep to a history that it would not find by itself. */
    static void keep(FluentConfiguration flyway, Connection connection, String table) throws SQLException {
        String schema = SqlName.schema(table);
        String name = SqlName.last(table);
        if (!name.equals(SchemaHistory.TABLE)) {
            flyway.table(name);
        }
        // Scripts then find this schema first, as they did when whoever made the history applied them.
        if (!current(connection).equals(Optional.of(schema))) {
            flyway.defaultSchema(schema).createSchemas(false);
        }
    }

    private static Optional<String> current(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.current_schema()")) {
            row.next();
            return Optional.ofNullable(row.getString(1));
        }
    }
}
