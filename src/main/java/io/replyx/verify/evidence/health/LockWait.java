package io.replyx.verify.evidence.health;

import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A session in a chain of sessions that wait for each other's locks.
 *
 * @param pid its server process; 0 for a prepared transaction
 * @param depth 0 for one that waits for nobody, and one more for each that it waits behind
 * @param role whose it is, empty where that is hidden
 * @param application what it calls itself
 * @param state what it does, empty where that is hidden
 * @param transaction how long its transaction has been open, where that is shown
 * @param wants the lock that it waits for, empty where it waits for none
 * @param waited for how long
 * @param blockers the processes that it waits for
 */
public record LockWait(
        int pid,
        int depth,
        String role,
        String application,
        String state,
        Optional<Duration> transaction,
        String wants,
        Optional<Duration> waited,
        List<Integer> blockers) {
    private static final Pattern COMMA = Pattern.compile(",");

    public LockWait {
        blockers = List.copyOf(blockers);
    }

    /**
     * Every chain: first the session that all others wait for, below each session those that wait for it. One that waits
     * for several stands below each of them.
     */
    public static List<LockWait> read(Connection connection) throws SQLException {
        List<LockWait> sessions = FactSql.beside(LockWait.class, "lock_wait").ask(connection, LockWait::session);
        List<LockWait> chains = new ArrayList<>();
        sessions.stream().filter(each -> each.blockers.isEmpty()).forEach(root -> follow(root, 0, sessions, chains));
        // Those who wait in a circle have no first; the server ends one of them in a moment.
        Set<Integer> told = new HashSet<>(chains.stream().map(LockWait::pid).toList());
        sessions.stream().filter(each -> !told.contains(each.pid)).forEach(chains::add);
        return chains;
    }

    private static void follow(LockWait session, int depth, List<LockWait> sessions, List<LockWait> chains) {
        chains.add(session.at(depth));
        if (depth < sessions.size()) {
            sessions.stream()
                    .filter(each -> each.blockers.contains(session.pid))
                    .forEach(next -> follow(next, depth + 1, sessions, chains));
        }
    }

    private LockWait at(int level) {
        return new LockWait(pid, level, role, application, state, transaction, wants, waited, blockers);
    }

    private static LockWait session(ResultSet row) throws SQLException {
        String blockers = row.getString("blockers");
        return new LockWait(
                row.getInt("pid"),
                0,
                row.getString("role"),
                row.getString("application"),
                row.getString("state"),
                millis(row, "transaction_age"),
                (row.getString("mode") + " on " + row.getString("target")).replaceAll("^ on $", ""),
                millis(row, "waited"),
                blockers.isEmpty()
                        ? List.of()
                        : COMMA.splitAsStream(blockers)
                                .map(Integer::valueOf)
                                .distinct()
                                .toList());
    }

    private static Optional<Duration> millis(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }
}
