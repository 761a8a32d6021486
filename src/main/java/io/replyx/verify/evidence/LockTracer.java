package io.replyx.verify.evidence;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.evidence.LockTrace.Mode;
import io.replyx.verify.evidence.LockTrace.TableLock;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.sql.SqlSplitter;
import io.replyx.verify.migration.sql.SqlStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs an undo script on a disposable database and reads which locks it holds before it commits. A statement that cannot
 * be in a transaction is watched from outside, by a {@link LockWatch}.
 */
final class LockTracer implements AutoCloseable {
    private static final String CANNOT_BE_IN_A_TRANSACTION = "25001";
    private static final String NAMES = """
            select c.oid, pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.relname)
            from pg_catalog.pg_class c
            left join pg_catalog.pg_index i on i.indexrelid = c.oid
            join pg_catalog.pg_class t on t.oid = coalesce(i.indrelid, c.oid)
            join pg_catalog.pg_namespace n on n.oid = t.relnamespace
            where t.relkind in ('r', 'p', 'm', 'v', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            """;
    private static final String LOCKS = """
            select l.relation, l.mode from pg_catalog.pg_locks l
            where l.locktype = 'relation' and l.pid = ?
              and l.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
            """;

    private final DisposableDatabase database;
    private final Connection worker;
    private final Map<Long, String> tables = new HashMap<>();
    private final SortedMap<String, Mode> locks = new TreeMap<>();

    LockTracer(DisposableDatabase database) {
        this.database = database;
        this.worker = database.open();
    }

    /** Run the undo of a version, and leave it done. */
    LockTrace trace(Migration migration) throws SQLException {
        Script script = migration.undo().orElseThrow();
        locks.clear();
        Optional<ScriptFailure> failure = script.transactional() ? together(script) : oneByOne(script);
        return new LockTrace(
                migration.version(),
                script.name(),
                locks.entrySet().stream()
                        .map(lock -> new TableLock(lock.getKey(), lock.getValue()))
                        .toList(),
                failure);
    }

    private Optional<ScriptFailure> together(Script script) throws SQLException {
        worker.setAutoCommit(false);
        try {
            for (SqlStatement statement : SqlSplitter.split(script.text())) {
                Optional<SQLException> refused = execute(statement);
                if (refused.isPresent()) {
                    worker.rollback();
                    return Optional.of(ScriptFailure.at(script, statement, refused.get()));
                }
            }
            worker.commit();
            return Optional.empty();
        } finally {
            worker.setAutoCommit(true);
        }
    }

    private Optional<ScriptFailure> oneByOne(Script script) throws SQLException {
        for (SqlStatement statement : SqlSplitter.split(script.text())) {
            Optional<SQLException> refused = alone(statement);
            if (refused.isPresent()) {
                return Optional.of(ScriptFailure.at(script, statement, refused.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<SQLException> alone(SqlStatement statement) throws SQLException {
        worker.setAutoCommit(false);
        try {
            Optional<SQLException> refused = execute(statement);
            if (refused.isEmpty()) {
                worker.commit();
                return refused;
            }
            worker.rollback();
            if (!CANNOT_BE_IN_A_TRANSACTION.equals(refused.get().getSQLState())) {
                return refused;
            }
        } finally {
            worker.setAutoCommit(true);
        }
        return fromOutside(statement);
    }

    private Optional<SQLException> fromOutside(SqlStatement statement) throws SQLException {
        learnNames(worker);
        try (LockWatch watch = new LockWatch(database, process())) {
            return watch.run(() -> run(statement), outside -> learnLocks(outside, process()));
        }
    }

    private Optional<SQLException> execute(SqlStatement statement) throws SQLException {
        learnNames(worker);
        Optional<SQLException> refused = run(statement);
        if (refused.isEmpty()) {
            learnNames(worker);
            learnLocks(worker, process());
        }
        return refused;
    }

    private Optional<SQLException> run(SqlStatement sql) {
        try (Statement statement = worker.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql.text());
            return Optional.empty();
        } catch (SQLException refused) {
            return Optional.of(refused);
        }
    }

    /** A table that is dropped has no name any more when its lock is read. */
    private void learnNames(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(NAMES)) {
            while (row.next()) {
                tables.put(row.getLong(1), row.getString(2));
            }
        }
    }

    private void learnLocks(Connection connection, int process) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LOCKS)) {
            query.setInt(1, process);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String table = tables.get(row.getLong(1));
                    Optional<Mode> mode = Mode.ofServer(row.getString(2));
                    if (table != null && mode.isPresent()) {
                        locks.merge(table, mode.get(), (one, other) -> one.compareTo(other) > 0 ? one : other);
                    }
                }
            }
        }
    }

    private int process() {
        try {
            return worker.unwrap(org.postgresql.PGConnection.class).getBackendPID();
        } catch (SQLException foreign) {
            throw new MeasurementFailed("cannot tell the server process of a connection", foreign);
        }
    }

    @Override
    public void close() throws SQLException {
        worker.close();
    }
}
