package io.replyx.verify.migration.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells transactions that last from those that come and go, also where the server hides their age from the role that asks:
 * then by how long they have been seen.
 */
public final class OldTransactions {
    private static final Duration POLL = Duration.ofMillis(200);

    private final long begin = System.nanoTime();
    private final Map<String, Long> firstSeen = new HashMap<>();

    /**
     * Wait, no longer than a while, until nobody is left for whom a concurrent statement on a table would have to wait.
     *
     * @return those who stayed
     */
    public static List<Blocker> await(Connection connection, long table, boolean build, Duration patience)
            throws SQLException {
        Deadline deadline = Deadline.in(patience);
        OldTransactions old = new OldTransactions();
        while (true) {
            List<Blocker> blockers = old.among(Blockers.ofConcurrent(connection, table, build));
            if (blockers.isEmpty() || deadline.over()) {
                return blockers;
            }
            deadline.pause(POLL);
        }
    }

    /** Those that are old, or may be: until one has looked long enough, whoever hides his age may be. */
    public List<Blocker> among(List<Blocker> seen) {
        long now = System.nanoTime();
        seen.forEach(blocker -> firstSeen.putIfAbsent(blocker.transaction(), now));
        return seen.stream()
                .filter(blocker -> blocker.age().isPresent()
                        || !isOld(now - begin)
                        || isOld(now - firstSeen.getOrDefault(blocker.transaction(), now)))
                .toList();
    }

    private static boolean isOld(long nanos) {
        return Duration.ofNanos(nanos).compareTo(Blockers.OLD) >= 0;
    }
}
