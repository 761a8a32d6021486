package io.replyx.verify.evidence;

import io.replyx.verify.database.DisposableDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Watches a statement that commits by itself: a bystander writes to every table, for whose end a concurrent statement
 * must wait, so that its locks can be read before they are gone.
 */
final class LockWatch implements AutoCloseable {
    private static final long POLL_MILLIS = 5;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final String TABLES = """
            select pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            """;
    private static final String WAITS =
            "select exists (select from pg_catalog.pg_locks l where l.pid = ? and not l.granted)";

    private final Connection bystander;
    private final Connection observer;
    private final int process;

    LockWatch(DisposableDatabase database, int process) throws SQLException {
        this.process = process;
        this.observer = database.openAsAdmin();
        this.bystander = database.openAsAdmin();
        bystander.setAutoCommit(false);
        List<String> tables = tables();
        if (!tables.isEmpty()) {
            try (Statement statement = bystander.createStatement()) {
                statement.execute("lock table " + String.join(", ", tables) + " in row exclusive mode");
            }
        }
    }

    /** What is done with the locks while they are held. */
    @FunctionalInterface
    interface Look {
        void at(Connection outside) throws SQLException;
    }

    /** Run a statement, and look when it waits for the bystander or, should it not, when it is through. */
    <T> T run(Callable<T> statement, Look look) throws SQLException {
        FutureTask<T> task = new FutureTask<>(statement);
        Thread thread = new Thread(task, "statement whose locks are watched");
        thread.setDaemon(true);
        thread.start();
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!isDone(task) && !waits() && System.nanoTime() < end) {
            look.at(observer);
        }
        look.at(observer);
        bystander.rollback();
        return await(task);
    }

    private static boolean isDone(FutureTask<?> task) {
        try {
            task.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException failed) {
            return true;
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static <T> T await(FutureTask<T> task) {
        try {
            return task.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new MeasurementFailed("cannot run a statement whose locks are watched", failed);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static MeasurementFailed interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new MeasurementFailed("interrupted while locks were watched", interrupted);
    }

    private boolean waits() throws SQLException {
        try (PreparedStatement query = observer.prepareStatement(WAITS)) {
            query.setInt(1, process);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private List<String> tables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = observer.createStatement();
                ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }

    @Override
    public void close() throws SQLException {
        try {
            bystander.close();
        } finally {
            observer.close();
        }
    }
}
