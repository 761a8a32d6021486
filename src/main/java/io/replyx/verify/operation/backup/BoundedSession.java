package io.replyx.verify.operation.backup;

import io.replyx.verify.archive.Contents;
import io.replyx.verify.archive.DatabaseProperties;
import io.replyx.verify.database.Connector;
import io.replyx.verify.database.DirectSession;
import io.replyx.verify.database.NoUsableDatabase;
import io.replyx.verify.database.QueryFailed;
import io.replyx.verify.operation.LeftScratch;
import io.replyx.verify.settings.DatabaseUrl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/** A session that changes databases: it waits for no lock and runs no statement without a bound. */
final class BoundedSession implements AutoCloseable {
    private final DatabaseUrl url;
    private final Connection connection;

    private BoundedSession(DatabaseUrl url) {
        this.url = url;
        this.connection = Connector.forProduction().open(url);
        execute("set lock_timeout = '10s'");
        execute("set statement_timeout = '1h'");
    }

    /** In a database. */
    static BoundedSession in(DatabaseUrl url) {
        return new BoundedSession(url);
    }

    /** On the server of a database and in another one, so that the database itself can be renamed or dropped. */
    static BoundedSession beside(DatabaseUrl url) {
        return openBeside(url, BoundedSession::new);
    }

    /**
     * Have nothing begin beside a database where a session keeps nothing.
     *
     * @throws io.replyx.verify.settings.Refused when a pooler of transactions stands before the server
     */
    static void requireDirectBeside(DatabaseUrl url) {
        openBeside(url, beside -> {
            DirectSession.require(beside);
            return beside;
        });
    }

    private static <T> T openBeside(DatabaseUrl url, Function<DatabaseUrl, T> opening) {
        List<String> others = Stream.of("postgres", "template1")
                .filter(database -> !database.equals(url.database()))
                .toList();
        for (String database : others.subList(0, others.size() - 1)) {
            try {
                return opening.apply(url.withDatabase(database));
            } catch (NoUsableDatabase closed) {
                // The next may be open.
            }
        }
        return opening.apply(url.withDatabase(others.get(others.size() - 1)));
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Run statements in one transaction: all of them or none. */
    void together(List<String> statements) {
        execute("begin");
        try {
            statements.forEach(this::execute);
            execute("commit");
        } catch (RuntimeException failed) {
            execute("rollback");
            throw failed;
        }
    }

    /** The first column of every row. */
    List<String> strings(String sql, String... parameters) {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setString(i + 1, parameters[i]);
            }
            List<String> values = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    values.add(row.getString(1));
                }
            }
            return values;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    boolean isTrue(String sql, String... parameters) {
        return strings(sql, parameters).contains("t");
    }

    /** Everything that is in the database, at one moment. */
    Contents contents() {
        execute("begin transaction isolation level repeatable read read only");
        try {
            return Contents.read(connection);
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            execute("rollback");
        }
    }

    DatabaseProperties properties() {
        try {
            return DatabaseProperties.read(connection);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Scratch databases of this server that nobody uses any more, by their quoted names. */
    List<String> leftScratch() {
        try {
            return LeftScratch.read(connection);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Cancel what it is at, from another thread. */
    void cancel() {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private QueryFailed failed(SQLException cause) {
        return new QueryFailed("Restoring on " + url.address(), cause);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
