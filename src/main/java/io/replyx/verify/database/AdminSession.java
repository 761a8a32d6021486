package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Secret;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One long session of the superuser, for what concerns the whole server. */
final class AdminSession implements AutoCloseable {
    private final DatabaseUrl url;
    private @Nullable Connection connection;

    AdminSession(DatabaseUrl url) {
        this.url = url;
    }

    synchronized void execute(String sql) {
        try (Statement statement = connection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    synchronized void update(String sql, String... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Passwords that this session sets are not stretched: a random one needs none of it, and it makes each of the many
     * connections several times slower.
     */
    void cheapenPasswords() {
        strings("select pg_catalog.set_config(s.name, '1', false) from pg_catalog.pg_settings as s"
                + " where s.name = 'scram_iterations'");
    }

    /** Set this session's role's own password anew, without stretching it. */
    void cheapenPassword(Secret password) {
        cheapenPasswords();
        // Rehearsals that begin side by side on one server change the same row, which it refuses to the second.
        synchronized (AdminSession.class) {
            execute("ALTER ROLE CURRENT_USER PASSWORD " + Sql.literal(password.reveal()));
        }
    }

    /** The first column of every row. */
    synchronized List<String> strings(String sql, String... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private PreparedStatement prepare(String sql, String... parameters) throws SQLException {
        PreparedStatement statement = connection().prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setString(i + 1, parameters[i]);
        }
        return statement;
    }

    /** A server may have been restarted meanwhile, as crash tests do. */
    private Connection connection() throws SQLException {
        Connection current = connection;
        if (current == null || current.isClosed()) {
            current = Connector.forRehearsal().open(url);
            connection = current;
        }
        return current;
    }

    private QueryFailed failed(SQLException cause) {
        return new QueryFailed("The rehearsal server " + url.address() + " refused", cause);
    }
}
