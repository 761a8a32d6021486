package io.replyx.verify.evidence.use;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements that may fail, each behind a savepoint, in a transaction that is taken back when this is closed. */
final class Attempts implements AutoCloseable {
    /** Names may be meant for the search path of an application, which is not known here: every schema is on it. */
    private static final String BEGIN = """
            select pg_catalog.set_config('search_path', pg_catalog.concat_ws(', ',
                     nullif(pg_catalog.current_setting('search_path'), ''),
                     (select pg_catalog.string_agg(pg_catalog.quote_ident(n.nspname), ', ' order by n.nspname)
                        from pg_catalog.pg_namespace n
                       where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                         and pg_catalog.has_schema_privilege(n.oid, 'USAGE'))), true),
                   pg_catalog.set_config('statement_timeout', '2s', true),
                   pg_catalog.set_config('lock_timeout', '2s', true)
            """;

    /** The rows that this transaction has written so far; empty where nobody counts. */
    private static final String ROWS_WRITTEN = """
            select case pg_catalog.current_setting('track_counts')
                     when 'on' then coalesce(pg_catalog.sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::text else '' end
            from pg_catalog.pg_stat_xact_user_tables
            """;

    private final Connection connection;
    private final Statement statement;

    private Attempts(Connection connection, Statement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    static Attempts on(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        Statement statement = connection.createStatement();
        statement.setEscapeProcessing(false);
        statement.execute(BEGIN);
        return new Attempts(connection, statement);
    }

    /** What a statement came to: its first row as text, or why it failed. */
    record Result(List<String> row, Optional<Failure> failure) {
        boolean succeeded() {
            return failure.isEmpty();
        }
    }

    /** Run a statement and keep what it did; one that fails leaves nothing. */
    Result keep(String sql) throws SQLException {
        statement.execute("savepoint attempt");
        try {
            Result result = new Result(firstRow(sql), Optional.empty());
            statement.execute("release savepoint attempt");
            return result;
        } catch (SQLException failed) {
            statement.execute("rollback to savepoint attempt");
            return new Result(List.of(), Optional.of(Failure.of(failed)));
        }
    }

    /** Whether a query has a row; no where it fails. */
    boolean finds(String sql) throws SQLException {
        return !keep(sql).row().isEmpty();
    }

    /**
     * What a statement that writes came to.
     *
     * @param rows how many rows the server says that it wrote; 0 where it failed
     * @param failure why it failed
     */
    record Written(long rows, Optional<Failure> failure) {}

    /** Run a statement that writes and what waits for the end of its transaction, and take both back. */
    Written write(String sql) throws SQLException {
        statement.execute("savepoint trial");
        try {
            statement.execute(sql + ";\nset constraints all immediate;\nrollback to savepoint trial");
            return new Written(Math.max(0, statement.getLargeUpdateCount()), Optional.empty());
        } catch (SQLException failed) {
            statement.execute("rollback to savepoint trial");
            return new Written(0, Optional.of(Failure.of(failed)));
        }
    }

    /** Whether a statement writes rows into any table, as the server counts them; yes where it does not count. */
    boolean leavesATrace(String sql) throws SQLException {
        statement.execute("savepoint trace");
        try {
            String before = firstRow(ROWS_WRITTEN).get(0);
            statement.execute(sql);
            return before.isEmpty() || !before.equals(firstRow(ROWS_WRITTEN).get(0));
        } catch (SQLException inItsWay) {
            // It succeeded before: what it wrote then is what it stumbles over.
            return true;
        } finally {
            statement.execute("rollback to savepoint trace");
        }
    }

    /** Run statements up to the first that fails, and take them back. */
    Optional<Failure> tryOut(String... statements) throws SQLException {
        statement.execute("savepoint trial");
        try {
            // Sent together: there are many, and each way to the server and back takes longer than its work.
            statement.execute(String.join(";\n", statements) + ";\nrollback to savepoint trial");
            return Optional.empty();
        } catch (SQLException failed) {
            statement.execute("rollback to savepoint trial");
            return Optional.of(Failure.of(failed));
        }
    }

    private List<String> firstRow(String sql) throws SQLException {
        List<String> row = new ArrayList<>();
        if (statement.execute(sql)) {
            try (ResultSet result = statement.getResultSet()) {
                if (result.next()) {
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(String.valueOf(result.getString(i)));
                    }
                }
            }
        }
        return row;
    }

    /** All rows of a query that cannot fail, each handed to a reader. */
    <T> List<T> read(String sql, RowReader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(sql)) {
            while (row.next()) {
                rows.add(reader.read(row));
            }
        }
        return rows;
    }

    /** Makes a fact of a row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
        connection.rollback();
        connection.setAutoCommit(true);
    }
}
