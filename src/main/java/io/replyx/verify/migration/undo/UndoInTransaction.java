package io.replyx.verify.migration.undo;

import io.replyx.verify.database.SqlState;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.sql.SqlSplitter;
import io.replyx.verify.migration.sql.SqlStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs an undo in one transaction with its history row and its proof; the whole of it again when a lock is missing. */
final class UndoInTransaction {
    private final UndoSession session;
    private final Script script;
    private final Completion completion;

    UndoInTransaction(UndoSession session, Script script, Completion completion) {
        this.session = session;
        this.script = script;
        this.completion = completion;
    }

    UndoResult run() throws SQLException {
        Ladder.Climb<UndoResult> climb =
                new Ladder(session).climb(this::once, result -> result.failure().flatMap(ScriptFailure::sqlState));
        Optional<ScriptFailure> lockMissing = climb.last()
                .failure()
                .filter(reason -> reason.sqlState()
                        .filter(SqlState.LOCK_NOT_AVAILABLE::equals)
                        .isPresent());
        return lockMissing.isPresent()
                ? new UndoResult.Locked(lockMissing.get(), climb.attempts(), climb.blockers())
                : climb.last();
    }

    private UndoResult once() throws SQLException {
        session.connection().setAutoCommit(false);
        try {
            long begin = System.nanoTime();
            for (SqlStatement sql : SqlSplitter.split(script.text())) {
                Optional<ScriptFailure> failure = session.execute(script, sql);
                if (failure.isPresent()) {
                    session.rollBack();
                    return new UndoResult.FailedAndBack(failure.get());
                }
            }
            return completion.run(Duration.ofNanos(System.nanoTime() - begin), List.of(), true);
        } finally {
            session.autoCommit();
        }
    }
}
