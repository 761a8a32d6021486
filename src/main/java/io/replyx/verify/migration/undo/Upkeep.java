package io.replyx.verify.migration.undo;

import io.replyx.verify.database.SqlState;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.ScriptHeader;
import io.replyx.verify.migration.apply.IndexState;
import io.replyx.verify.migration.lock.Ladder;
import io.replyx.verify.migration.lock.SessionLimits;
import io.replyx.verify.migration.lock.WaitLimits;
import io.replyx.verify.migration.sql.ConcurrentStatement;
import io.replyx.verify.migration.sql.SqlStatement;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Runs statements that keep a database in shape with the same care as those of an undo that may not be in a transaction. */
public final class Upkeep implements AutoCloseable {
    private static final String SKIPPED = "skipping";
    private static final String BRIEFLY = "set statement_timeout = '15s'";

    private final UndoSession session;
    private final SessionLimits limits;
    private final List<String> notes = new ArrayList<>();

    private Upkeep(UndoSession session, SessionLimits limits) {
        this.session = session;
        this.limits = limits;
    }

    /**
     * Bound a session that is in autocommit.
     *
     * @param others where further connections to the same database come from, to see who is in the way
     */
    public static Upkeep in(Connection connection, DataSource others, WaitLimits limits) throws SQLException {
        return new Upkeep(
                UndoSession.of(connection, Optional.of(others), limits), SessionLimits.bound(connection, limits));
    }

    /** The server process of the session. */
    public int process() {
        return session.process();
    }

    /** Run VACUUM or ANALYZE, and ask again for locks that are not to be had; empty when it ran through. */
    public Optional<UpkeepStop> run(String sql) throws SQLException {
        Ladder.Climb<Optional<ScriptFailure>> climb =
                session.ladder().climb(() -> once(sql), failure -> failure.flatMap(ScriptFailure::sqlState));
        return climb.last()
                .map(failure -> new UpkeepStop(failure.message(), failure.sqlState(), true, climb.blockers()));
    }

    private Optional<ScriptFailure> once(String sql) {
        Script script = script(sql);
        try (Statement statement = session.connection().createStatement()) {
            statement.execute(sql);
            for (SQLWarning said = statement.getWarnings(); said != null; said = said.getNextWarning()) {
                String message = String.valueOf(said.getMessage());
                // What the server passes over, it calls a success.
                if (message.contains(SKIPPED)) {
                    return Optional.of(new ScriptFailure(sql, Optional.empty(), Optional.empty(), message));
                }
            }
            return Optional.empty();
        } catch (SQLException refused) {
            return Optional.of(UndoSession.failure(script, Optional.empty(), refused));
        }
    }

    /**
     * Build an index anew beside the work of others. What interrupted builds left is dropped before, and after a failure;
     * transactions that it would wait for are looked for first. Empty when it ran through.
     */
    public Optional<UpkeepStop> rebuild(String index) throws SQLException {
        SqlStatement sql = new SqlStatement(statement(index), 1);
        ConcurrentStatement concurrent = ConcurrentStatement.of(sql).orElseThrow();
        ConcurrentStep step = new ConcurrentStep(session, script(sql.text()), limits, notes);
        Optional<UndoStepByStep.Stop> stop = step.run(sql, concurrent, false);
        if (stop.isEmpty()) {
            return Optional.empty();
        }
        boolean clean = stop.get().untouched() || leavesNothing(concurrent);
        ScriptFailure reason = stop.get().reason();
        return Optional.of(new UpkeepStop(
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

    @Override
    public void close() throws SQLException {
        try {
            limits.close();
        } catch (SQLException lost) {
            if (!SqlState.connectionLost(String.valueOf(lost.getSQLState()))) {
                throw lost;
            }
        }
    }
}
