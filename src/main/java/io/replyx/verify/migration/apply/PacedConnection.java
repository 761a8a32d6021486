package io.replyx.verify.migration.apply;

import io.replyx.verify.migration.lock.Age;
import io.replyx.verify.migration.lock.Blocker;
import io.replyx.verify.migration.lock.Blockers;
import io.replyx.verify.migration.lock.Deadline;
import io.replyx.verify.migration.lock.OldTransactions;
import io.replyx.verify.migration.lock.SessionLimits;
import io.replyx.verify.migration.sql.ConcurrentStatement;
import io.replyx.verify.migration.sql.SqlStatement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives each statement of a script the bounds that fit it, whoever sends it: one with CONCURRENTLY is sent when nobody is
 * there for whom it would wait, and without a lock_timeout, which would leave an INVALID index.
 */
final class PacedConnection {
    private static final String IN_USE = "55006";
    private static final Duration POLL = Duration.ofMillis(200);

    private final Connection session;
    private final SessionLimits limits;
    private final Duration patience;
    private List<Blocker> blockers = List.of();

    PacedConnection(Connection session, SessionLimits limits, Duration patience) {
        this.session = session;
        this.limits = limits;
        this.patience = patience;
    }

    /** Those for whom the last statement was not sent. */
    List<Blocker> blockers() {
        return blockers;
    }

    static boolean heldBack(String sqlState) {
        return sqlState.equals(IN_USE);
    }

    /** The session, watched. */
    Connection connection() {
        return between(Connection.class, session, this::watched);
    }

    private @Nullable Object watched(Connection target, Method method, Object[] arguments) throws Throwable {
        Object result = method.invoke(target, arguments);
        return method.getName().equals("createStatement")
                ? between(Statement.class, (Statement) result, this::paced)
                : result;
    }

    private @Nullable Object paced(Statement target, Method method, Object[] arguments) throws Throwable {
        Optional<ConcurrentStatement> concurrent = method.getName().equals("execute") && session.getAutoCommit()
                ? ConcurrentStatement.of(new SqlStatement(String.valueOf(arguments[0]), 1))
                : Optional.empty();
        if (concurrent.isEmpty()) {
            return method.invoke(target, arguments);
        }
        awaitOthers(concurrent.get());
        limits.concurrent();
        try {
            return method.invoke(target, arguments);
        } finally {
            limits.ordinary();
        }
    }

    private void awaitOthers(ConcurrentStatement statement) throws SQLException {
        Optional<Long> table = IndexState.read(session, statement).table();
        if (table.isEmpty()) {
            return;
        }
        boolean build = statement.kind() != ConcurrentStatement.Kind.DROP;
        Deadline deadline = Deadline.in(patience);
        OldTransactions old = new OldTransactions();
        blockers = old.among(Blockers.ofConcurrent(session, table.get(), build));
        while (!blockers.isEmpty()) {
            if (deadline.over()) {
                throw new SQLException(
                        "it would wait for transactions that did not end within " + Age.of(patience), IN_USE);
            }
            deadline.pause(POLL);
            blockers = old.among(Blockers.ofConcurrent(session, table.get(), build));
        }
    }

    /** What is done instead of a call. */
    private interface Call<T> {
        @Nullable
        Object make(T target, Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T between(Class<T> type, T target, Call<T> call) {
        return type.cast(Proxy.newProxyInstance(
                PacedConnection.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return call.make(target, method, arguments == null ? new Object[0] : arguments);
                    } catch (InvocationTargetException failed) {
                        throw Optional.ofNullable(failed.getCause()).orElse(failed);
                    }
                }));
    }
}
