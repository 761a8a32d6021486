package io.replyx.verify.migration.lock;

import io.replyx.verify.settings.ExpectedFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Looks, over a connection of its own and while another session waits, for whom it waits. */
public final class BlockerWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long LONGEST_END_MILLIS = 5_000;

    private final int waiting;
    private final Optional<Thread> thread;
    private volatile List<Blocker> last = List.of();
    private volatile boolean over;

    private BlockerWatch(Optional<Connection> connection, int waiting) {
        this.waiting = waiting;
        this.thread = connection.map(open -> new Thread(() -> watch(open), "replyx-verify-blockers"));
        thread.ifPresent(watcher -> {
            watcher.setDaemon(true);
            watcher.start();
        });
    }

    /** Watch a session; without a connection, nobody is seen and what is told of the wait is true without the names. */
    public static BlockerWatch on(DataSource others, int waiting) {
        try {
            return new BlockerWatch(Optional.of(others.getConnection()), waiting);
        } catch (SQLException | ExpectedFailure unreachable) {
            return none();
        }
    }

    /** Watch nobody. */
    public static BlockerWatch none() {
        return new BlockerWatch(Optional.empty(), 0);
    }

    private void watch(Connection open) {
        try (Connection connection = open) {
            while (!over) {
                List<Blocker> seen = Blockers.of(connection, waiting);
                if (!seen.isEmpty()) {
                    last = seen;
                }
                Deadline.Pause.of(POLL);
            }
        } catch (SQLException lost) {
            over = true;
        }
    }

    /** Those who were in the way when it was last looked. */
    public List<Blocker> blockers() {
        return last;
    }

    @Override
    public void close() {
        over = true;
        thread.ifPresent(watcher -> {
            try {
                watcher.join(LONGEST_END_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
