package io.replyx.verify.migration.lock;

import io.replyx.verify.database.SqlState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a statement on a database in use did not run through.
 *
 * @param reason what the server said
 * @param sqlState the server's five-character code, where there is one
 * @param clean whether it left nothing behind
 * @param blockers who stood in the way
 */
public record StatementStop(String reason, Optional<String> sqlState, boolean clean, List<Blocker> blockers) {
    public StatementStop {
        blockers = List.copyOf(blockers);
    }

    /** Whether somebody else had what it needed. */
    public boolean waited() {
        return !blockers.isEmpty()
                || sqlState.filter(SqlState.LOCK_NOT_AVAILABLE::equals).isPresent();
    }

    /** The reason, with a line for each who stood in the way. */
    public String describe() {
        return reason
                + blockers.stream().map(blocker -> "\n- " + blocker.describe()).collect(Collectors.joining());
    }
}
