package io.replyx.verify.database;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/** Attempts by what a driver offers besides sending a text. */
final class HostileCalls {
    private static final String INSERT = "INSERT INTO public.note (body) VALUES ('second')";

    private HostileCalls() {}

    static Stream<Hostile> all() {
        return Stream.of(
                new Hostile("executeUpdate", connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.executeUpdate(INSERT);
                    }
                }),
                new Hostile("a batch", connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.addBatch(INSERT);
                        statement.executeBatch();
                    }
                }),
                new Hostile("a prepared statement", connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                        statement.execute();
                    }
                }),
                new Hostile("generated keys", connection -> {
                    try (PreparedStatement statement =
                            connection.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS)) {
                        statement.execute();
                    }
                }),
                new Hostile("prepareCall", connection -> {
                    try (CallableStatement statement = connection.prepareCall("{call pg_notify('news', 'text')}")) {
                        statement.execute();
                    }
                }),
                new Hostile("an escape of JDBC", connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("SELECT {fn pg_notify('news', 'text')}");
                    }
                }),
                new Hostile("an updatable result set", HostileCalls::updateResult),
                new Hostile("COPY by unwrap", connection -> copy(connection)),
                new Hostile("COPY by the connection of a statement", connection -> {
                    try (Statement statement = connection.createStatement()) {
                        copy(statement.getConnection());
                    }
                }),
                new Hostile("COPY by the connection of a result", connection -> {
                    try (Statement statement = connection.createStatement();
                            ResultSet result = statement.executeQuery("SELECT 1")) {
                        copy(result.getStatement().getConnection());
                    }
                }),
                new Hostile("COPY by the connection of an array", connection -> {
                    try (ResultSet elements =
                            connection.createArrayOf("text", new Object[] {"a"}).getResultSet()) {
                        copy(elements.getStatement().getConnection());
                    }
                }),
                new Hostile(
                        "COPY by the connection of metadata",
                        connection -> copy(connection.getMetaData().getConnection())),
                new Hostile(
                        "the large-object API",
                        connection -> connection
                                .unwrap(PGConnection.class)
                                .getLargeObjectAPI()
                                .createLO()),
                new Hostile("a bound large object", connection -> {
                    try (PreparedStatement statement = connection.prepareStatement("SELECT ?::pg_catalog.oid")) {
                        statement.setBlob(1, new java.io.ByteArrayInputStream(new byte[1]));
                        statement.execute();
                    }
                }),
                new Hostile("setAutoCommit and commit", connection -> {
                    connection.setAutoCommit(false);
                    connection.commit();
                }),
                new Hostile("rollback", Connection::rollback),
                new Hostile("setReadOnly(false)", connection -> connection.setReadOnly(false)),
                new Hostile("setSavepoint", Connection::setSavepoint),
                new Hostile(
                        "setTransactionIsolation",
                        connection -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE)),
                new Hostile("setSchema", connection -> connection.setSchema("public")),
                new Hostile("setClientInfo", connection -> connection.setClientInfo("ApplicationName", "innocent")),
                new Hostile("setNetworkTimeout", connection -> connection.setNetworkTimeout(Runnable::run, 0)),
                new Hostile("abort", connection -> connection.abort(Runnable::run)));
    }

    private static void updateResult(Connection connection) throws SQLException {
        try (Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet result = statement.executeQuery("SELECT id, body FROM public.note")) {
            result.next();
            result.updateString("body", "other");
            result.updateRow();
        }
    }

    private static void copy(Connection connection) throws SQLException {
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY public.note (body) FROM STDIN", new StringReader("second\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
