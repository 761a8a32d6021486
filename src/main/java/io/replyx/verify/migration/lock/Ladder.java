package io.replyx.verify.migration.lock;

import io.replyx.verify.database.SqlState;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tries again what did not get its locks: briefly each time, with growing pauses, and not for ever. */
public final class Ladder {
    private static final int MOST_DEADLOCKS = 3;

    private final LockPatience patience;
    private final Supplier<BlockerWatch> watch;

    /**
     * Try as often as patience lasts.
     *
     * @param watch begins to look for whom the session waits
     */
    public Ladder(LockPatience patience, Supplier<BlockerWatch> watch) {
        this.patience = patience;
        this.watch = watch;
    }

    /** One try. */
    @FunctionalInterface
    public interface Try<T> {
        T run() throws SQLException;
    }

    /**
     * What the last try came to.
     *
     * @param last its result
     * @param attempts how many tries there were
     * @param blockers who stood in the way during the last of them
     */
    public record Climb<T>(T last, int attempts, List<Blocker> blockers) {}

    /** Try until it works, fails for another reason than a lock, or patience ends. */
    public <T> Climb<T> climb(Try<T> once, Function<T, Optional<String>> sqlState) throws SQLException {
        int deadlocks = 0;
        for (int attempt = 1; ; attempt++) {
            T result;
            List<Blocker> blockers;
            // Who is in the way is looked for once there is a reason to: mostly nobody is.
            boolean watched = attempt > 1 || patience.attempts() == 1;
            try (BlockerWatch others = watched ? watch.get() : BlockerWatch.none()) {
                result = once.run();
                blockers = others.blockers();
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
