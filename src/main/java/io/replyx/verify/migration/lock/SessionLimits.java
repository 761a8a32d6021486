package io.replyx.verify.migration.lock;

import io.replyx.verify.database.SqlState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets a session's bounds and puts back what was there before. */
public final class SessionLimits implements AutoCloseable {
    /** The server notices a client that died only when it looks; one that does not know the setting is not asked. */
    public static final String NOTICE_A_DEAD_CLIENT = "select pg_catalog.set_config(s.name, '500ms', false)"
            + " from pg_catalog.pg_settings s where s.name = 'client_connection_check_interval'";

    private static final String LOCK = "lock_timeout";
    private static final String STATEMENT = "statement_timeout";

    // A server that does not know a setting is not asked to take it.
    private static final String SET = """
            select s.name, pg_catalog.current_setting(s.name, true) as before,
                   case when pg_catalog.current_setting(s.name, true) is not null
                     then pg_catalog.set_config(s.name, s.value, false) end
            from unnest(?::text[], ?::text[]) as s (name, value)
            """;

    private final Connection connection;
    private final WaitLimits limits;
    private final Map<String, String> before = new LinkedHashMap<>();

    private SessionLimits(Connection connection, WaitLimits limits) {
        this.connection = connection;
        this.limits = limits;
    }

    /** Bound a session that is in autocommit. */
    public static SessionLimits bound(Connection connection, WaitLimits limits) throws SQLException {
        SessionLimits session = new SessionLimits(connection, limits);
        session.set(Map.of(
                "client_connection_check_interval",
                "500ms",
                "idle_in_transaction_session_timeout",
                millis(limits.idle()),
                LOCK,
                millis(limits.locks().lockTimeout()),
                STATEMENT,
                millis(limits.statement())));
        return session;
    }

    /** For statements whose locks are asked for again when they are not to be had. */
    public void ordinary() throws SQLException {
        set(Map.of(LOCK, millis(limits.locks().lockTimeout()), STATEMENT, millis(limits.statement())));
    }

    /** For concurrent builds: a lock_timeout would end their wait for others and leave an INVALID index. */
    public void concurrent() throws SQLException {
        set(Map.of(LOCK, "0", STATEMENT, millis(limits.concurrent())));
    }

    private void set(Map<String, String> settings) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SET)) {
            query.setArray(1, connection.createArrayOf("text", settings.keySet().toArray()));
            query.setArray(2, connection.createArrayOf("text", settings.values().toArray()));
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    remember(result.getString("name"), result.getString("before"));
                }
            }
        } catch (SQLException refused) {
            // A session that is gone has no bounds to keep; whoever works in it finds out by himself.
            if (!SqlState.connectionLost(String.valueOf(refused.getSQLState()))) {
                throw refused;
            }
        }
    }

    private void remember(String name, @Nullable String value) {
        if (value != null) {
            before.putIfAbsent(name, value);
        }
    }

    private static String millis(Duration limit) {
        return Math.max(1, limit.toMillis()) + "ms";
    }

    @Override
    public void close() throws SQLException {
        set(Map.copyOf(before));
    }
}
