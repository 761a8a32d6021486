package io.replyx.verify.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;

/**
 * Hands out a connection that is somebody else's: whoever closes it leaves it open, so that locks of its session stay
 * held.
 */
public final class LentConnection implements ConnectionsOnly {
    private final Connection lent;

    /** Lend a connection to a library that wants a data source. */
    public LentConnection(Connection owned) {
        this.lent = (Connection) Proxy.newProxyInstance(
                LentConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(owned, arguments);
                    } catch (InvocationTargetException failed) {
                        throw Optional.ofNullable(failed.getCause()).orElse(failed);
                    }
                });
    }

    @Override
    public Connection getConnection() {
        return lent;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("a lent connection has its user already");
    }
}
