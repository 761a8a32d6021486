package io.replyx.verify.catalog;

import io.replyx.verify.database.Connector;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.testing.SharedServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/** The only place where the calibration of the catalog gets a database from. */
final class CatalogTestDatabase {
    private static @Nullable DatabaseUrl admin;

    private CatalogTestDatabase() {}

    /** Hands the one server of the test run to the calibration of the catalog. */
    static final class Provided implements BeforeAllCallback, TestInstancePreConstructCallback {
        /** Where one instance serves all tests, it is made before all else. */
        @Override
        public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
            beforeAll(context);
        }

        @Override
        public void beforeAll(ExtensionContext context) {
            admin = SharedServer.server(context).adminUrl();
        }
    }

    /** Create an empty database and connect to it as its owner. */
    static Connection createDatabase(String name) throws SQLException {
        dropDatabase(name);
        try (Connection server = connect("postgres")) {
            execute(server, "create database " + name + " template template0 encoding 'UTF8'");
        }
        return connect(name);
    }

    static void dropDatabase(String name) throws SQLException {
        try (Connection server = connect("postgres")) {
            execute(server, "drop database if exists " + name + " with (force)");
        }
    }

    static Connection connect(String name) throws SQLException {
        return Connector.forRehearsal().open(Objects.requireNonNull(admin).withDatabase(name));
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String resource(String name) throws IOException {
        try (InputStream file = CatalogTestDatabase.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
