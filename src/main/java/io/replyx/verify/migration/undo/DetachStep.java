package io.replyx.verify.migration.undo;

import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.apply.Detachment;
import io.replyx.verify.migration.lock.Blocker;
import io.replyx.verify.migration.lock.OldTransactions;
import io.replyx.verify.migration.lock.SessionLimits;
import io.replyx.verify.migration.sql.DetachStatement;
import io.replyx.verify.migration.sql.SqlStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Detaches a partition concurrently: looks first for those that it would wait for, and completes what was begun before. */
final class DetachStep {
    private final UndoSession session;
    private final Script script;
    private final SessionLimits limits;
    private final List<String> notes;

    DetachStep(UndoSession session, Script script, SessionLimits limits, List<String> notes) {
        this.session = session;
        this.script = script;
        this.limits = limits;
        this.notes = notes;
    }

    Optional<UndoStepByStep.Stop> run(SqlStatement sql, DetachStatement detach, boolean resumed) throws SQLException {
        try {
            Detachment state = Detachment.read(session.connection(), detach);
            if (resumed && state.done()) {
                notes.add("Passed over line " + sql.line() + ", which had its effect already.");
                return Optional.empty();
            }
            List<Blocker> blockers = state.table().isEmpty()
                    ? List.of()
                    : OldTransactions.await(
                            session.connection(),
                            state.table().get(),
                            false,
                            session.limits().snapshots());
            return blockers.isEmpty()
                    ? detach(sql, detach, state)
                    : Optional.of(UndoStepByStep.Stop.blocked(session, script, sql, blockers));
        } catch (SQLException refused) {
            return Optional.of(stop(sql, refused, true));
        }
    }

    private Optional<UndoStepByStep.Stop> detach(SqlStatement sql, DetachStatement detach, Detachment before)
            throws SQLException {
        // A lock_timeout would end the wait between the two transactions, and leave the detachment begun.
        limits.concurrent();
        try {
            session.execute(before.pending() ? detach.completion() : sql.text());
            if (before.pending()) {
                notes.add("Completed the detachment of " + detach.partition() + " from " + detach.table()
                        + ", which an interrupted run had begun.");
            }
            return Optional.empty();
        } catch (SQLException refused) {
            return Optional.of(stop(sql, refused, isAsBefore(detach, before)));
        } finally {
            limits.ordinary();
        }
    }

    private boolean isAsBefore(DetachStatement detach, Detachment before) {
        try {
            return Detachment.read(session.connection(), detach).equals(before);
        } catch (SQLException lost) {
            return false;
        }
    }

    private UndoStepByStep.Stop stop(SqlStatement sql, SQLException refused, boolean untouched) {
        ScriptFailure reason = ScriptFailure.at(script, sql, refused);
        return new UndoStepByStep.Stop(reason, untouched, 1, List.of());
    }
}
