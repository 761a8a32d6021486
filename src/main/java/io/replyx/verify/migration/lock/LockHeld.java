package io.replyx.verify.migration.lock;

import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;
import java.time.Duration;
import java.util.Optional;

/** Somebody else is migrating the database, and did not finish in time; nothing was touched (exit code 7). */
public final class LockHeld extends ExpectedFailure {
    private static final long serialVersionUID = 1L;

    LockHeld(String historyTable, Duration patience, Optional<LockHolder> holder) {
        super(ExitCode.LOCKED, message(historyTable, patience, holder));
    }

    private static String message(String historyTable, Duration patience, Optional<LockHolder> holder) {
        return "The lock on " + historyTable + " was not free within " + Age.of(patience) + ": "
                + holder.map(LockHeld::heldBy)
                        .orElse("whoever held it let go of it just now. Nothing was touched. Run the command again.");
    }

    private static String heldBy(LockHolder holder) {
        return holder.describe() + ". A deployment or a rollback is at work there. Nothing was touched. "
                + "Wait for it to end and run the command again; if it is known to be dead, end it with "
                + holder.remedy() + ".";
    }
}
