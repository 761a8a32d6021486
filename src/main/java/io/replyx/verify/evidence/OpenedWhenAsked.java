package io.replyx.verify.evidence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connection that is opened when it is first asked for: a session costs the server more than most queries. */
final class OpenedWhenAsked implements AutoCloseable {
    private final Supplier<Connection> opening;

    @Nullable
    private Connection opened;

    OpenedWhenAsked(Supplier<Connection> opening) {
        this.opening = opening;
    }

    synchronized Connection connection() {
        if (opened == null) {
            opened = opening.get();
        }
        return opened;
    }

    @Override
    public synchronized void close() throws SQLException {
        if (opened != null) {
            opened.close();
        }
    }
}
