package io.replyx.verify.migration.undo;

import io.replyx.verify.database.SqlState;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.lock.Age;
import io.replyx.verify.migration.lock.Blocker;
import io.replyx.verify.migration.lock.Ladder;
import io.replyx.verify.migration.lock.SessionLimits;
import io.replyx.verify.migration.sql.ConcurrentStatement;
import io.replyx.verify.migration.sql.DetachStatement;
import io.replyx.verify.migration.sql.SqlSplitter;
import io.replyx.verify.migration.sql.SqlStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs an undo that may not be in a transaction, statement by statement. Run again after an interruption, it passes over
 * the concurrent statements that had their effect and builds anew what was left INVALID; its other statements are
 * written so that they can be run again.
 */
final class UndoStepByStep {
    private final UndoSession session;
    private final UndoHistory history;
    private final Script script;
    private final Completion completion;
    private final List<String> notes = new ArrayList<>();

    UndoStepByStep(UndoSession session, UndoHistory history, Script script, Completion completion) {
        this.session = session;
        this.history = history;
        this.script = script;
        this.completion = completion;
    }

    /** Why a statement did not run through; an early stop has changed nothing. */
    record Stop(ScriptFailure reason, boolean untouched, int attempts, List<Blocker> blockers) {
        /** A statement that was not sent, since it would have had to wait for others. */
        static Stop blocked(UndoSession session, Script script, SqlStatement sql, List<Blocker> blockers) {
            String reason = "it would wait for transactions that did not end within "
                    + Age.of(session.limits().snapshots());
            return new Stop(ScriptFailure.at(script, sql, reason), true, 1, blockers);
        }
    }

    UndoResult run(SessionLimits limits) throws SQLException {
        boolean resumed = history.resumes();
        if (resumed) {
            notes.add("An earlier run was interrupted; this one completed it.");
        } else {
            history.begin(session.connection());
        }
        long begin = System.nanoTime();
        List<SqlStatement> statements = SqlSplitter.split(script.text());
        for (int i = 0; i < statements.size(); i++) {
            Optional<Stop> stop = step(statements.get(i), limits, resumed);
            if (stop.isPresent()) {
                return stopped(stop.get(), i, statements.size(), resumed);
            }
        }
        return complete(Duration.ofNanos(System.nanoTime() - begin), statements.size());
    }

    private Optional<Stop> step(SqlStatement sql, SessionLimits limits, boolean resumed) throws SQLException {
        Optional<ConcurrentStatement> concurrent = ConcurrentStatement.of(sql);
        if (concurrent.isPresent()) {
            return new ConcurrentStep(session, script, limits, notes).run(sql, concurrent.get(), resumed);
        }
        Optional<DetachStatement> detach = DetachStatement.of(sql);
        if (detach.isPresent()) {
            return new DetachStep(session, script, limits, notes).run(sql, detach.get(), resumed);
        }
        Ladder.Climb<Optional<ScriptFailure>> climb = session.ladder()
                .climb(() -> session.execute(script, sql), failure -> failure.flatMap(ScriptFailure::sqlState));
        return climb.last().map(reason -> new Stop(reason, true, climb.attempts(), climb.blockers()));
    }

    private UndoResult stopped(Stop stop, int done, int statements, boolean resumed) throws SQLException {
        boolean lost = stop.reason().sqlState().filter(SqlState::connectionLost).isPresent();
        if (done > 0 || resumed || !stop.untouched() || lost) {
            return new UndoResult.PartWay(stop.reason(), done + 1, statements, notes, stop.blockers());
        }
        history.forget(session.connection());
        boolean waited = !stop.blockers().isEmpty()
                || stop.reason()
                        .sqlState()
                        .filter(SqlState.LOCK_NOT_AVAILABLE::equals)
                        .isPresent();
        return waited
                ? new UndoResult.Locked(stop.reason(), stop.attempts(), stop.blockers())
                : new UndoResult.FailedAndBack(stop.reason());
    }

    private UndoResult complete(Duration took, int statements) throws SQLException {
        session.connection().setAutoCommit(false);
        try {
            UndoResult result = completion.run(took, notes, false);
            // All statements are done, whatever became of the row: nothing is back at the state before.
            return result instanceof UndoResult.FailedAndBack failed
                    ? new UndoResult.PartWay(failed.reason(), statements + 1, statements, notes, List.of())
                    : result;
        } finally {
            session.autoCommit();
        }
    }
}
