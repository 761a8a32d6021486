package io.replyx.verify.migration.undo;

import io.replyx.verify.database.SqlState;
import io.replyx.verify.migration.lock.Blocker;
import io.replyx.verify.migration.lock.BlockerWatch;
import io.replyx.verify.migration.lock.Deadline;
import io.replyx.verify.migration.lock.LockPatience;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Tries again what did not get its locks: briefly each time, with growing pauses, and not for ever. */
final class Ladder {
    private static final int MOST_DEADLOCKS = 3;

    private final UndoSession session;

    Ladder(UndoSession session) {
        this.session = session;
    }

    /** One try. */
    @FunctionalInterface
    interface Try<T> {
        T run() throws SQLException;
    }

    /**
     * What the last try came to.
     *
     * @param last its result
     * @param attempts how many tries there were
     * @param blockers who stood in the way during the last of them
     */
    record Climb<T>(T last, int attempts, List<Blocker> blockers) {}

    /** Try until it works, fails for another reason than a lock, or patience ends. */
    <T> Climb<T> climb(Try<T> once, Function<T, Optional<String>> sqlState) throws SQLException {
        LockPatience patience = session.limits().locks();
        int deadlocks = 0;
        for (int attempt = 1; ; attempt++) {
            T result;
            List<Blocker> blockers;
            // Who is in the way is looked for once there is a reason to: mostly nobody is.
            boolean watched = attempt > 1 || patience.attempts() == 1;
            try (BlockerWatch watch = watched ? session.watch() : BlockerWatch.none()) {
                result = once.run();
                blockers = watch.blockers();
            }
            String state = sqlState.apply(result).orElse("");
            deadlocks += state.equals(SqlState.DEADLOCK) ? 1 : 0;
            boolean again = state.equals(SqlState.LOCK_NOT_AVAILABLE)
                    ? attempt < patience.attempts()
                    : state.equals(SqlState.DEADLOCK) && deadlocks <= MOST_DEADLOCKS;
            if (!again) {
                return new Climb<>(result, attempt, blockers);
            }
            Deadline.Pause.of(patience.pauseAfter(attempt));
        }
    }
}
