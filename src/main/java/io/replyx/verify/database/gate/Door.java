package io.replyx.verify.database.gate;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a proxy before a connection and before everything that comes out of it, so that none of it leads around the gate. */
final class Door {
    private static final String OTHER = "only calls that read may pass";

    private final Gate gate;
    private final Connection inner;
    private final Connection connection;

    Door(Gate gate, Connection inner) {
        this.gate = gate;
        this.inner = inner;
        this.connection = proxy(Connection.class, inner, this::onConnection);
    }

    Connection connection() {
        return connection;
    }

    /** Answers a call that is not like every other. */
    private interface Answer {
        @Nullable
        Object to(Method method, Object[] arguments) throws Throwable;
    }

    private @Nullable Object onConnection(Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            // The read after this one needs it.
            case "close" -> null;
            case "getMetaData" -> proxy(DatabaseMetaData.class, inner.getMetaData(), this::onServer);
            case "createStatement" -> statement(method, arguments);
            case "prepareStatement" -> prepared(method, arguments);
            case "createArrayOf" -> array((Array) invoke(inner, method, arguments));
            default -> allowed(Calls.OF_CONNECTIONS, inner, method, arguments);
        };
    }

    private Statement statement(Method method, Object[] arguments) throws Throwable {
        if (arguments.length > 0) {
            throw refused(method, "results are read once, from first to last");
        }
        Statement statement = inner.createStatement();
        return proxy(Statement.class, statement, (call, with) -> onStatement(statement, call, with));
    }

    private PreparedStatement prepared(Method method, Object[] arguments) throws Throwable {
        if (arguments.length != 1) {
            throw refused(method, "results are read once, from first to last, and no keys are generated");
        }
        gate.pass((String) arguments[0]);
        PreparedStatement statement = inner.prepareStatement((String) arguments[0]);
        return proxy(
                PreparedStatement.class,
                statement,
                (call, with) -> onPrepared(statement, (String) arguments[0], call, with));
    }

    private @Nullable Object onStatement(Statement statement, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "execute", "executeQuery" -> {
                if (arguments.length != 1) {
                    throw refused(method, "no keys are generated");
                }
                gate.pass((String) arguments[0]);
                yield sent(statement, (String) arguments[0], method, arguments);
            }
            default -> onAnyStatement(statement, method, arguments);
        };
    }

    private @Nullable Object onPrepared(PreparedStatement statement, String sql, Method method, Object[] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "execute", "executeQuery" -> {
                if (arguments.length > 0) {
                    throw refused(method, "a prepared statement has its text already");
                }
                yield sent(statement, sql, method, arguments);
            }
            case "setArray" -> invoke(statement, method, new Object[] {arguments[0], unwrapped(arguments[1])});
            default ->
                Calls.OF_PARAMETERS.contains(method.getName())
                        ? invoke(statement, method, arguments)
                        : onAnyStatement(statement, method, arguments);
        };
    }

    private @Nullable Object sent(Statement statement, String sql, Method method, Object[] arguments) throws Throwable {
        gate.send(sql);
        limitRows(statement);
        return wrapped(invoke(statement, method, arguments));
    }

    /** Counting rows as they are handed over is too late for the memory that they take: the driver fetches all first. */
    private void limitRows(Statement statement) throws SQLException {
        int asked = statement.getMaxRows();
        if (asked == 0 || asked > gate.mostRows()) {
            statement.setMaxRows(gate.mostRows());
        }
    }

    private @Nullable Object onAnyStatement(Statement statement, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "getConnection" -> connection;
            case "getResultSet" -> wrapped(statement.getResultSet());
            default -> allowed(Calls.OF_STATEMENTS, statement, method, arguments);
        };
    }

    private @Nullable Object wrapped(@Nullable Object outcome) {
        return outcome instanceof ResultSet results
                ? proxy(ResultSet.class, results, (call, with) -> onResults(results, call, with))
                : outcome;
    }

    private @Nullable Object onResults(ResultSet results, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "next" -> {
                gate.row();
                yield invoke(results, method, arguments);
            }
            case "getArray" -> array((Array) invoke(results, method, arguments));
            case "getObject" -> {
                if (arguments.length != 2 || !(arguments[1] instanceof Class<?> type) || !isPlain(type)) {
                    throw refused(method, "values are read as a type that is named");
                }
                yield invoke(results, method, arguments);
            }
            default -> allowed(Calls.OF_RESULTS, results, method, arguments);
        };
    }

    private static boolean isPlain(Class<?> type) {
        return type != Object.class
                && (type.getPackageName().equals("java.lang")
                        || type.getPackageName().equals("java.time"));
    }

    /** An array could hand out its elements as results, and with them the connection. */
    private @Nullable Array array(@Nullable Array array) {
        return array == null
                ? null
                : proxy(Array.class, array, (call, with) -> allowed(Calls.OF_ARRAYS, array, call, with));
    }

    private @Nullable Object onServer(Method method, Object[] arguments) throws Throwable {
        return method.getName().equals("getConnection")
                ? connection
                : allowed(Calls.OF_SERVERS, inner.getMetaData(), method, arguments);
    }

    private @Nullable Object allowed(Set<String> calls, Object target, Method method, Object[] arguments)
            throws Throwable {
        if (!calls.contains(method.getName())) {
            throw refused(method, OTHER);
        }
        return invoke(target, method, arguments);
    }

    private StatementRefused refused(Method method, String rule) {
        return gate.refuse(method.getDeclaringClass().getSimpleName() + "." + method.getName(), rule);
    }

    private record Handler(Object target, Answer answer) implements InvocationHandler {
        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            Object[] given = arguments == null ? new Object[0] : arguments;
            if (method.getName().equals("equals")) {
                return proxy == given[0];
            }
            return Calls.OF_OBJECTS.contains(method.getName())
                    ? Door.invoke(target, method, given)
                    : answer.to(method, given);
        }
    }

    private static <T> T proxy(Class<T> type, Object target, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                Door.class.getClassLoader(), new Class<?>[] {type}, new Handler(target, answer)));
    }

    private static Object unwrapped(Object value) {
        return Proxy.isProxyClass(value.getClass()) && Proxy.getInvocationHandler(value) instanceof Handler handler
                ? handler.target()
                : value;
    }

    private static @Nullable Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw Optional.ofNullable(failed.getCause()).orElse(failed);
        }
    }
}
