package io.replyx.verify.testing;

import io.replyx.verify.database.Connector;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.settings.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Statements that a test sends to a database as a superuser. */
public final class Sql {
    private Sql() {}

    /** Run statements one after the other. */
    public static void run(DisposableDatabase database, String... statements) throws SQLException {
        try (Connection connection = database.openAsAdmin();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The same of a database that this run need not have made. */
    public static void run(DatabaseUrl url, String... statements) throws SQLException {
        try (Connection connection = Connector.forRehearsal().open(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The one value that a query gives. */
    public static String ask(DisposableDatabase database, String query) throws SQLException {
        try (Connection connection = database.openAsAdmin();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }

    /** The same of a database that this run need not have made. */
    public static String ask(DatabaseUrl url, String query) throws SQLException {
        try (Connection connection = Connector.forRehearsal().open(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }
}
