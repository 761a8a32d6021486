package io.replyx.verify.migration.undo;

import io.replyx.verify.database.SqlState;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.lock.Deadline;
import io.replyx.verify.settings.ExpectedFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Finds out whether a commit whose answer was lost took place: the history row that it was to write knows. */
final class CommitOutcome {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String LIVES = "select exists (select from pg_catalog.pg_stat_activity a"
            + " where a.pid = ? and a.backend_start::text = ?)";

    private final UndoSession session;
    private final UndoHistory history;

    CommitOutcome(UndoSession session, UndoHistory history) {
        this.session = session;
        this.history = history;
    }

    /** Ask until the server answers and the lost session is gone, for only then is the outcome settled. */
    UndoResult find(Script script, ScriptFailure lost, Duration took) {
        Deadline deadline = Deadline.in(session.limits().doubt());
        String obstacle = lost.message();
        while (session.others().isPresent()) {
            try (Connection other = session.others().get().getConnection()) {
                if (!lives(other)) {
                    return history.isUndone(other)
                            ? new UndoResult.Undone(
                                    List.of("The connection was lost at the commit; the history says that it took"
                                            + " place."),
                                    took)
                            : new UndoResult.FailedAndBack(lost);
                }
                obstacle = "process " + session.process() + " of the server is still at it";
            } catch (SQLException | ExpectedFailure unreachable) {
                obstacle = String.valueOf(unreachable.getMessage());
            }
            if (deadline.over()) {
                break;
            }
            deadline.pause(POLL);
        }
        return new UndoResult.InDoubt(script.name(), obstacle);
    }

    private boolean lives(Connection other) throws SQLException {
        try (PreparedStatement query = other.prepareStatement(LIVES)) {
            query.setInt(1, session.process());
            query.setString(2, session.startedAt());
            try (ResultSet result = query.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** Whether a failure at the commit leaves the outcome open. */
    static boolean open(ScriptFailure failure) {
        return failure.sqlState().filter(SqlState::connectionLost).isPresent()
                || failure.sqlState().isEmpty();
    }

    /** The failure of a commit, in the words of the script that was to be committed. */
    static ScriptFailure failure(Script script, SQLException cause) {
        return ScriptFailure.of(script.name(), cause);
    }
}
