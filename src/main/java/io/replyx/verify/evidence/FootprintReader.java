package io.replyx.verify.evidence;

import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.sql.ConcurrentStatement;
import io.replyx.verify.migration.sql.SqlSplitter;
import io.replyx.verify.migration.sql.SqlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs a script up to its first failure and reads its locks: in one transaction where it says so and can, else statement
 * by statement, as Flyway does.
 */
final class FootprintReader {
    private static final String NOT_IN_A_TRANSACTION = "25001";
    private static final int LONGEST = 120;
    private static final String RELATIONS = """
            select c.oid::pg_catalog.int8, pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            """;
    private static final String HELD = """
            select distinct l.relation::pg_catalog.int8, l.mode
            from pg_catalog.pg_locks l
            where l.pid = pg_catalog.pg_backend_pid() and l.locktype = 'relation' and l.granted
              and l.database = (select d.oid from pg_catalog.pg_database d
                                where d.datname = pg_catalog.current_database())
            """;

    private final Connection connection;
    private final Map<Long, String> before = new HashMap<>();
    private final SortedMap<String, String> locks = new TreeMap<>();

    private FootprintReader(Connection connection) {
        this.connection = connection;
    }

    static LockFootprint run(Script script, Connection connection) throws SQLException {
        FootprintReader reader = new FootprintReader(connection);
        reader.learnRelations();
        reader.run(script);
        return new LockFootprint(reader.locks);
    }

    private void run(Script script) throws SQLException {
        List<SqlStatement> statements = SqlSplitter.split(script.text());
        connection.setAutoCommit(false);
        try {
            if (!script.transactional() || !together(statements)) {
                oneByOne(statements);
            }
        } catch (SQLException failed) {
            locks.put("fails: " + failed.getSQLState(), "");
            connection.rollback();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private boolean together(List<SqlStatement> statements) throws SQLException {
        try {
            for (SqlStatement statement : statements) {
                execute(statement.text());
                held(statement.text());
            }
        } catch (SQLException refused) {
            connection.rollback();
            if (NOT_IN_A_TRANSACTION.equals(refused.getSQLState())) {
                locks.clear();
                return false;
            }
            throw refused;
        }
        locks.put("in one transaction", "");
        connection.commit();
        return true;
    }

    private void oneByOne(List<SqlStatement> statements) throws SQLException {
        locks.put("statement by statement", "");
        for (SqlStatement statement : statements) {
            try {
                execute(statement.text());
                held(statement.text());
                connection.commit();
            } catch (SQLException refused) {
                connection.rollback();
                if (!NOT_IN_A_TRANSACTION.equals(refused.getSQLState())) {
                    throw refused;
                }
                connection.setAutoCommit(true);
                execute(statement.text());
                connection.setAutoCommit(false);
                locks.putIfAbsent("outside of a transaction: " + words(statement), excerpt(statement.text()));
            }
        }
    }

    private static String words(SqlStatement statement) {
        return ConcurrentStatement.of(statement)
                .map(FootprintReader::words)
                .orElseGet(() -> line(statement.text()).toLowerCase(Locale.ROOT));
    }

    private static String words(ConcurrentStatement statement) {
        String what = statement.index().isPresent() ? " index" : " table";
        String name = statement.index().or(statement::table).orElseThrow();
        return statement.kind().name().toLowerCase(Locale.ROOT) + what + " concurrently " + line(name);
    }

    private static String line(String sql) {
        return sql.replaceAll("\\s+", " ").strip();
    }

    private static String excerpt(String sql) {
        String line = line(sql);
        return line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private void learnRelations() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(RELATIONS)) {
            while (row.next()) {
                before.put(row.getLong(1), row.getString(2));
            }
        }
    }

    private void held(String by) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HELD)) {
            while (row.next()) {
                String relation = before.get(row.getLong(1));
                if (relation != null) {
                    locks.putIfAbsent(row.getString(2) + " on " + relation, excerpt(by));
                }
            }
        }
    }
}
