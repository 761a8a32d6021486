package io.replyx.verify.migration.undo;

import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.apply.IndexState;
import io.replyx.verify.migration.lock.Blocker;
import io.replyx.verify.migration.lock.OldTransactions;
import io.replyx.verify.migration.lock.SessionLimits;
import io.replyx.verify.migration.sql.ConcurrentStatement;
import io.replyx.verify.migration.sql.SqlStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs one statement with CONCURRENTLY: looks first for those that it would wait for, and heals what was left INVALID. */
final class ConcurrentStep {
    private final UndoSession session;
    private final Script script;
    private final SessionLimits limits;
    private final List<String> notes;

    ConcurrentStep(UndoSession session, Script script, SessionLimits limits, List<String> notes) {
        this.session = session;
        this.script = script;
        this.limits = limits;
        this.notes = notes;
    }

    Optional<UndoStepByStep.Stop> run(SqlStatement sql, ConcurrentStatement concurrent, boolean resumed)
            throws SQLException {
        // What a deadlock cut short is healed and built anew by the next try.
        return session.ladder()
                .climb(
                        () -> once(sql, concurrent, resumed),
                        stop -> stop.flatMap(s -> s.reason().sqlState()))
                .last();
    }

    private Optional<UndoStepByStep.Stop> once(SqlStatement sql, ConcurrentStatement concurrent, boolean resumed)
            throws SQLException {
        try {
            IndexState state = IndexState.read(session.connection(), concurrent);
            if (resumed && hadItsEffect(concurrent, state)) {
                notes.add("Passed over line " + sql.line() + ", which had its effect already.");
                return Optional.empty();
            }
            boolean build = concurrent.kind() != ConcurrentStatement.Kind.DROP;
            List<Blocker> blockers = state.table().isEmpty()
                    ? List.of()
                    : OldTransactions.await(
                            session.connection(),
                            state.table().get(),
                            build,
                            session.limits().snapshots());
            return blockers.isEmpty()
                    ? healAndRun(sql, concurrent, state)
                    : Optional.of(UndoStepByStep.Stop.blocked(session, script, sql, blockers));
        } catch (SQLException refused) {
            return Optional.of(stop(sql, refused, true));
        }
    }

    private static boolean hadItsEffect(ConcurrentStatement concurrent, IndexState state) {
        return switch (concurrent.kind()) {
            case CREATE -> state.valid() && state.leftovers().isEmpty();
            case DROP -> state.table().isEmpty();
            case REINDEX -> false;
        };
    }

    private Optional<UndoStepByStep.Stop> healAndRun(SqlStatement sql, ConcurrentStatement concurrent, IndexState state)
            throws SQLException {
        limits.concurrent();
        try {
            heal(concurrent, state);
            session.execute(sql.text());
            return Optional.empty();
        } catch (SQLException refused) {
            return Optional.of(stop(sql, refused, isAsBefore(concurrent, state)));
        } finally {
            limits.ordinary();
        }
    }

    private boolean isAsBefore(ConcurrentStatement concurrent, IndexState before) {
        try {
            return IndexState.read(session.connection(), concurrent).equals(before);
        } catch (SQLException lost) {
            return false;
        }
    }

    private void heal(ConcurrentStatement concurrent, IndexState state) throws SQLException {
        List<String> broken = new ArrayList<>(state.leftovers());
        // DROP and REINDEX deal with the INVALID index of their own name themselves.
        if (concurrent.kind() == ConcurrentStatement.Kind.CREATE) {
            state.invalid().ifPresent(broken::add);
        }
        for (String index : broken) {
            session.execute("drop index concurrently " + index);
            notes.add("Dropped index " + index + ", which an interrupted build had left INVALID.");
        }
    }

    private UndoStepByStep.Stop stop(SqlStatement sql, SQLException refused, boolean untouched) {
        return new UndoStepByStep.Stop(ScriptFailure.at(script, sql, refused), untouched, 1, List.of());
    }
}
