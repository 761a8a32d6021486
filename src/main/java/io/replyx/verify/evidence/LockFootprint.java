package io.replyx.verify.evidence;

import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.sql.SqlSplitter;
import io.replyx.verify.migration.sql.SqlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which locks the transactions of a script hold at their ends, on objects that others can see.
 *
 * @param locks a line for each kind of lock on each relation
 */
public record LockFootprint(SortedSet<String> locks) {
    private static final String NOT_IN_A_TRANSACTION = "25001";
    private static final String HELD = """
            select l.mode || ' on ' || coalesce(n.nspname || '.' || c.relname, 'a relation that is gone')
            from pg_catalog.pg_locks l
            left join pg_catalog.pg_class c on c.oid = l.relation
            left join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where l.pid = pg_catalog.pg_backend_pid() and l.locktype = 'relation' and l.granted
              and l.database = (select d.oid from pg_catalog.pg_database d
                                where d.datname = pg_catalog.current_database())
              and (n.nspname is null
                   or (n.nspname not in ('pg_catalog', 'pg_toast') and n.nspname not like 'pg\\_%temp%'))
            """;

    public LockFootprint {
        locks = Collections.unmodifiableSortedSet(new TreeSet<>(locks));
    }

    /**
     * Run a script up to its first failure: in one transaction where it says so and can, else statement by statement, as
     * Flyway does.
     */
    static LockFootprint of(Script script, Connection connection) throws SQLException {
        List<String> statements = SqlSplitter.split(script.text()).stream()
                .map(SqlStatement::text)
                .toList();
        SortedSet<String> locks = new TreeSet<>();
        connection.setAutoCommit(false);
        try {
            boolean whole = script.transactional() && together(statements, connection, locks);
            if (!whole) {
                oneByOne(statements, connection, locks);
            }
        } catch (SQLException failed) {
            locks.add("fails: " + failed.getSQLState());
            connection.rollback();
        }
        return new LockFootprint(locks);
    }

    private static boolean together(List<String> statements, Connection connection, SortedSet<String> locks)
            throws SQLException {
        try {
            for (String statement : statements) {
                execute(statement, connection);
            }
        } catch (SQLException refused) {
            connection.rollback();
            if (NOT_IN_A_TRANSACTION.equals(refused.getSQLState())) {
                return false;
            }
            throw refused;
        }
        locks.add("in one transaction");
        held(connection, locks);
        connection.commit();
        return true;
    }

    private static void oneByOne(List<String> statements, Connection connection, SortedSet<String> locks)
            throws SQLException {
        locks.add("statement by statement");
        for (String statement : statements) {
            try {
                execute(statement, connection);
                held(connection, locks);
                connection.commit();
            } catch (SQLException refused) {
                connection.rollback();
                if (!NOT_IN_A_TRANSACTION.equals(refused.getSQLState())) {
                    throw refused;
                }
                connection.setAutoCommit(true);
                execute(statement, connection);
                connection.setAutoCommit(false);
                locks.add("outside of a transaction: " + words(statement));
            }
        }
    }

    private static String words(String sql) {
        String line = sql.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return line.replaceFirst("^(create|drop|reindex)( unique)? index concurrently.*", "$1 index concurrently");
    }

    private static void execute(String sql, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private static void held(Connection connection, SortedSet<String> locks) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet held = statement.executeQuery(HELD)) {
            while (held.next()) {
                locks.add(held.getString(1));
            }
        }
    }
}
