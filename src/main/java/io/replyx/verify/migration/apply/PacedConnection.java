package io.replyx.verify.migration.apply;

import io.replyx.verify.migration.lock.Age;
import io.replyx.verify.migration.lock.Blocker;
import io.replyx.verify.migration.lock.OldTransactions;
import io.replyx.verify.migration.lock.SessionLimits;
import io.replyx.verify.migration.sql.ConcurrentStatement;
import io.replyx.verify.migration.sql.DetachStatement;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives each statement of a script the bounds that fit it, whoever sends it: one with CONCURRENTLY is sent when nobody is
 * there for whom it would wait, and without a lock_timeout, which would leave an INVALID index.
 */
final class PacedConnection {
    /** Others hold what a statement needs, and it was not sent. */
    static final String IN_USE = "55006";

    private final Connection session;
    private final SessionLimits limits;
    private final Duration patience;
    private final Consumer<String> notes;
    private List<Blocker> blockers = List.of();

    /** @param notes is told what an interrupted run had begun and is completed */
    PacedConnection(Connection session, SessionLimits limits, Duration patience, Consumer<String> notes) {
        this.notes = notes;
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
        if (!method.getName().equals("execute") || !session.getAutoCommit()) {
            return method.invoke(target, arguments);
        }
        SqlStatement sql = new SqlStatement(String.valueOf(arguments[0]), 1);
        Optional<ConcurrentStatement> concurrent = ConcurrentStatement.of(sql);
        Optional<DetachStatement> detach = DetachStatement.of(sql);
        if (concurrent.isPresent()) {
            boolean build = concurrent.get().kind() != ConcurrentStatement.Kind.DROP;
            awaitOthers(IndexState.read(session, concurrent.get()).table(), build);
        } else if (detach.isPresent()) {
            Detachment state = Detachment.read(session, detach.get());
            awaitOthers(state.table(), false);
            return unbounded(target, method, detachment(detach.get(), state, arguments));
        }
        return concurrent.isPresent() ? unbounded(target, method, arguments) : method.invoke(target, arguments);
    }

    /** No lock_timeout, which would leave half of the work. */
    private @Nullable Object unbounded(Statement target, Method method, Object[] arguments) throws Throwable {
        limits.concurrent();
        try {
            return method.invoke(target, arguments);
        } finally {
            limits.ordinary();
        }
    }

    /** A detachment that was begun is completed, and one that is complete is not begun again: the script runs from the top. */
    private Object[] detachment(DetachStatement detach, Detachment state, Object[] arguments) {
        String what = detach.partition() + " from " + detach.table();
        Object[] instead = arguments.clone();
        if (state.pending()) {
            notes.accept("completed the detachment of " + what + ", which an interrupted run had begun");
            instead[0] = detach.completion();
        } else if (state.done()) {
            notes.accept("passed over the detachment of " + what + ", which had its effect already");
            instead[0] = "select 1";
        }
        return instead;
    }

    private void awaitOthers(Optional<Long> table, boolean build) throws SQLException {
        blockers = table.isEmpty() ? List.of() : OldTransactions.await(session, table.get(), build, patience);
        if (!blockers.isEmpty()) {
            throw new SQLException(
                    "it would wait for transactions that did not end within " + Age.of(patience), IN_USE);
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
