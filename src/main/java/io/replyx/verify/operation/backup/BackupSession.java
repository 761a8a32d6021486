package io.replyx.verify.operation.backup;

import io.replyx.verify.archive.Contents;
import io.replyx.verify.database.Connector;
import io.replyx.verify.database.DirectSession;
import io.replyx.verify.database.QueryFailed;
import io.replyx.verify.database.ServerFacts;
import io.replyx.verify.database.ServerFactsQuery;
import io.replyx.verify.evidence.SequencePositions;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Refused;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** The session that holds the snapshot of a backup: it reads only, and waits for nothing without a bound. */
final class BackupSession implements AutoCloseable {
    private static final List<String> LIMITS = List.of(
            "set lock_timeout = '30s'",
            "set statement_timeout = '6h'",
            // It stands by while the dump reads the rows.
            "set idle_in_transaction_session_timeout = '12h'");
    private static final String HIDDEN = """
            select n.nspname || '.' || c.relname
              from pg_catalog.pg_class as c join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p') and pg_catalog.row_security_active(c.oid)
             order by 1
            """;
    private static final String UNREADABLE = """
            select n.nspname || '.' || c.relname
              from pg_catalog.pg_class as c join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p', 'S', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
               and n.nspname not like 'pg\\_t%'
               and not pg_catalog.has_table_privilege(c.oid, 'SELECT')
             order by 1
            """;

    private final DatabaseUrl url;
    private final Connection connection;

    private BackupSession(DatabaseUrl url, Connection connection) {
        this.url = url;
        this.connection = connection;
    }

    /**
     * Connect.
     *
     * @throws Refused when a pooler stands between, behind which no snapshot is kept
     */
    static BackupSession open(DatabaseUrl url) {
        DirectSession.require(url);
        return new BackupSession(url, Connector.forProduction().open(url));
    }

    ServerFacts facts() {
        return ask(() -> ServerFactsQuery.read(connection, url.address()));
    }

    /** See that the role sees every row of every table. */
    void requireSight() {
        List<String> hidden = ask(() -> names(HIDDEN));
        if (!hidden.isEmpty()) {
            throw new Refused("Row security hides rows from role " + url.user() + " in " + String.join(", ", hidden)
                    + ", so that a backup would lack them. Take it as a role with BYPASSRLS or as the tables' owner."
                    + " Nothing was touched.");
        }
        List<String> unreadable = ask(() -> names(UNREADABLE));
        if (!unreadable.isEmpty()) {
            throw new Refused("Role " + url.user() + " may not read " + String.join(", ", unreadable)
                    + ", so that a backup would lack them. Take it as their owner, or grant SELECT. Nothing was"
                    + " touched.");
        }
    }

    /** Begin to stand still, and give out the snapshot so that others may see the same. */
    String exportSnapshot() {
        return ask(() -> {
            for (String limit : LIMITS) {
                execute(limit);
            }
            execute("begin transaction isolation level repeatable read read only");
            execute("set local row_security = off");
            return names("select pg_catalog.pg_export_snapshot()").get(0);
        });
    }

    /** What the snapshot shows. */
    Contents contents() {
        return ask(() -> Contents.read(connection));
    }

    /** Where sequences stand by now, whatever the snapshot shows. */
    SequencePositions sequences() {
        return ask(() -> SequencePositions.read(connection));
    }

    /** End it from another thread. */
    void abort() {
        try {
            // A server does not see by itself that nobody listens any more.
            connection.unwrap(PGConnection.class).cancelQuery();
            connection.abort(Runnable::run);
        } catch (SQLException gone) {
            throw failed(gone);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private interface Question<T> {
        T answer() throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try {
            return question.answer();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private QueryFailed failed(SQLException cause) {
        return new QueryFailed("Reading " + url.address() + " for the backup", cause);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> names(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> names = new ArrayList<>();
            while (row.next()) {
                names.add(row.getString(1));
            }
            return names;
        }
    }
}
