package io.replyx.verify.evidence.use;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Statements that may fail, each behind a savepoint. */
final class Attempts {
    /** Calls what waits for the end of the transaction. */
    static final String ALL_THAT_WAITS = "set constraints all immediate";

    /** The rows that this transaction has written so far; empty where nobody counts. */
    private static final String ROWS_WRITTEN = """
            select case pg_catalog.current_setting('track_counts')
                     when 'on' then coalesce(pg_catalog.sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::text else '' end
            from pg_catalog.pg_stat_xact_user_tables
            """;

    private static final String SAVE = "savepoint attempt";
    private static final String KEEP = "release savepoint attempt";
    /** Without the release, each attempt would stand inside of all those before it. */
    private static final String TAKE_BACK = "rollback to savepoint attempt;\nrelease savepoint attempt";

    private final Session session;

    Attempts(Session session) {
        this.session = session;
    }

    /** What a statement came to: its first row as text, or why it failed. */
    record Result(List<String> row, Optional<Failure> failure) {}

    /** All rows of a query that cannot fail, each handed to a reader. */
    <T> List<T> read(String sql, RowReader<T> reader) throws SQLException {
        return session.read(sql, reader);
    }

    /** Run a query. */
    Result look(String sql) throws SQLException {
        session.execute(SAVE);
        try {
            Result result = new Result(session.firstRow(sql), Optional.empty());
            session.execute(KEEP);
            return result;
        } catch (SQLException failed) {
            return takenBack(failed);
        }
    }

    /** Whether a query has a row; no where it fails. */
    boolean finds(String sql) throws SQLException {
        return !look(sql).row().isEmpty();
    }

    /** Run a statement that writes and keep what it did; one that fails leaves nothing. */
    Result keep(String sql) throws SQLException {
        return keep(sql, true);
    }

    /** Run a statement that writes and keep what it did if it gives a row; else it leaves nothing. */
    Result keepRow(String sql) throws SQLException {
        return keep(sql, false);
    }

    private Result keep(String sql, boolean withoutARow) throws SQLException {
        session.execute(SAVE);
        try {
            List<String> row = session.firstRow(sql);
            // What waits for the end of the transaction and fails there would fail in every attempt that comes after.
            Optional<Failure> pending = tryOut(ALL_THAT_WAITS);
            boolean kept = pending.isEmpty() && (withoutARow || !row.isEmpty());
            session.execute(kept ? KEEP : TAKE_BACK);
            return new Result(kept ? row : List.of(), pending);
        } catch (SQLException failed) {
            return takenBack(failed);
        }
    }

    private Result takenBack(SQLException failed) throws SQLException {
        session.execute(TAKE_BACK);
        return new Result(List.of(), Optional.of(Failure.of(failed)));
    }

    /** Run a statement that writes and what waits for the end of its transaction, and take both back. */
    Written write(String sql) throws SQLException {
        return takeBack(sql + ";\n" + ALL_THAT_WAITS);
    }

    /** Run statements up to the first that fails, and take them back. */
    Optional<Failure> tryOut(String... statements) throws SQLException {
        return takeBack(String.join(";\n", statements)).failure();
    }

    private Written takeBack(String sql) throws SQLException {
        session.execute(SAVE);
        try {
            // Sent together: there are many, and each way to the server and back takes longer than its work.
            return new Written(session.rowsWritten(sql + ";\n" + TAKE_BACK), Optional.empty());
        } catch (SQLException failed) {
            return new Written(0, takenBack(failed).failure());
        }
    }

    /** Whether a statement writes rows into any table, as the server counts them; yes where it does not count. */
    boolean leavesATrace(String sql) throws SQLException {
        session.execute(SAVE);
        try {
            String before = session.firstRow(ROWS_WRITTEN).get(0);
            session.execute(sql);
            return before.isEmpty()
                    || !before.equals(session.firstRow(ROWS_WRITTEN).get(0));
        } catch (SQLException inItsWay) {
            // It succeeded before: what it wrote then is what it stumbles over.
            return true;
        } finally {
            session.execute(TAKE_BACK);
        }
    }
}
