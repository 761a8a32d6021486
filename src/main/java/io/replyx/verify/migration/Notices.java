package io.replyx.verify.migration;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Hears what the server remarks while scripts run, whoever runs them: it stands between a connection and whoever uses it.
 */
public final class Notices {
    private final List<Notice> heard = new ArrayList<>();

    /** What was heard so far. */
    public synchronized List<Notice> heard() {
        return List.copyOf(heard);
    }

    /** The same data source, each of whose connections is listened to. */
    public DataSource on(DataSource source) {
        return between(
                DataSource.class,
                source,
                (method, arguments, result) -> result instanceof Connection connection ? on(connection) : result);
    }

    /** The same connection, listened to. */
    public Connection on(Connection connection) {
        return between(Connection.class, connection, (method, arguments, result) -> {
            String sql = arguments.length > 0 ? String.valueOf(arguments[0]) : "";
            if (result instanceof CallableStatement statement) {
                return on(CallableStatement.class, statement, sql);
            }
            if (result instanceof PreparedStatement statement) {
                return on(PreparedStatement.class, statement, sql);
            }
            return result instanceof Statement statement ? on(Statement.class, statement, sql) : result;
        });
    }

    private <S extends Statement> S on(Class<S> type, S statement, String prepared) {
        return between(type, statement, (method, arguments, result) -> {
            if (method.getName().startsWith("execute")) {
                hear(statement, arguments.length > 0 ? String.valueOf(arguments[0]) : prepared);
            }
            return result;
        });
    }

    private synchronized void hear(Statement statement, String sql) throws SQLException {
        for (@Nullable SQLWarning warning = statement.getWarnings();
                warning != null;
                warning = warning.getNextWarning()) {
            heard.add(new Notice(String.valueOf(warning.getMessage()).strip(), sql));
        }
    }

    /** What is done with the result of a call that has come back. */
    private interface Afterwards {
        @Nullable
        Object handle(Method method, Object[] arguments, @Nullable Object result) throws SQLException;
    }

    private static <T> T between(Class<T> type, T target, Afterwards afterwards) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            Object[] given = arguments == null ? new Object[0] : arguments;
            try {
                return afterwards.handle(method, given, method.invoke(target, given));
            } catch (InvocationTargetException failed) {
                throw failed.getCause() == null ? failed : failed.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(Notices.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
