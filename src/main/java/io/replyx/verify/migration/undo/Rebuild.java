package io.replyx.verify.migration.undo;

import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.ScriptHeader;
import io.replyx.verify.migration.apply.IndexState;
import io.replyx.verify.migration.lock.SessionLimits;
import io.replyx.verify.migration.lock.StatementStop;
import io.replyx.verify.migration.lock.WaitLimits;
import io.replyx.verify.migration.sql.ConcurrentStatement;
import io.replyx.verify.migration.sql.SqlStatement;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Builds indexes anew beside the work of others, with the care of an undo that may not be in a transaction. */
public final class Rebuild {
    private static final String BRIEFLY = "set statement_timeout = '15s'";

    private final UndoSession session;
    private final SessionLimits limits;
    private final List<String> notes = new ArrayList<>();

    private Rebuild(UndoSession session, SessionLimits limits) {
        this.session = session;
        this.limits = limits;
    }

    /**
     * Work in a session that is in autocommit and bounded.
     *
     * @param others where further connections to the same database come from, to see who is in the way
     * @param bounds the bounds that the session has
     */
    public static Rebuild in(Connection connection, DataSource others, WaitLimits waits, SessionLimits bounds)
            throws SQLException {
        return new Rebuild(UndoSession.of(connection, Optional.of(others), waits), bounds);
    }

    /**
     * Build an index anew beside the work of others. What interrupted builds left is dropped before, and after a failure;
     * transactions that it would wait for are looked for first. Empty when it ran through.
     */
    public Optional<StatementStop> of(String index) throws SQLException {
        SqlStatement sql = new SqlStatement(statement(index), 1);
        ConcurrentStatement concurrent = ConcurrentStatement.of(sql).orElseThrow();
        ConcurrentStep step = new ConcurrentStep(session, script(sql.text()), limits, notes);
        Optional<UndoStepByStep.Stop> stop = step.run(sql, concurrent, false);
        if (stop.isEmpty()) {
            return Optional.empty();
        }
        boolean clean = stop.get().untouched() || leavesNothing(concurrent);
        ScriptFailure reason = stop.get().reason();
        return Optional.of(new StatementStop(
                reason.message(), reason.sqlState(), clean, stop.get().blockers()));
    }

    /** The statement that builds an index anew. */
    public static String statement(String index) {
        return "reindex index concurrently " + index;
    }

    private boolean leavesNothing(ConcurrentStatement concurrent) {
        try {
            session.execute(BRIEFLY);
            for (String left : IndexState.read(session.connection(), concurrent).leftovers()) {
                session.execute("drop index concurrently " + left);
                notes.add("Dropped index " + left + ", which this build had left INVALID.");
            }
            limits.ordinary();
            return true;
        } catch (SQLException lost) {
            return false;
        }
    }

    private static Script script(String sql) {
        return new Script(Path.of("maintenance"), sql, new ScriptHeader(List.of()), false);
    }

    /** What happened besides, once. */
    public List<String> notes() {
        List<String> told = List.copyOf(notes);
        notes.clear();
        return told;
    }
}
