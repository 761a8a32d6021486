package io.replyx.verify.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** The only place where the calibration of the catalog gets a database from. */
final class CatalogTestDatabase {
    private static final String URL =
            System.getProperty("catalog.test.url", "jdbc:postgresql://127.0.0.1:15432/postgres");
    private static final String USER = System.getProperty("catalog.test.user", "postgres");
    private static final String PASSWORD = System.getProperty("catalog.test.password", "p");

    private CatalogTestDatabase() {}

    /** Create an empty database and connect to it as its owner. */
    static Connection createDatabase(String name) throws SQLException {
        dropDatabase(name);
        try (Connection server = connect("postgres", USER, PASSWORD)) {
            execute(server, "create database " + name + " template template0 encoding 'UTF8'");
        }
        return connect(name);
    }

    static void dropDatabase(String name) throws SQLException {
        try (Connection server = connect("postgres", USER, PASSWORD)) {
            execute(server, "drop database if exists " + name + " with (force)");
        }
    }

    static Connection connect(String name) throws SQLException {
        return connect(name, USER, PASSWORD);
    }

    static Connection connect(String name, String user, String password) throws SQLException {
        return DriverManager.getConnection(URL.replaceFirst("/[^/]*$", "/" + name), user, password);
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
