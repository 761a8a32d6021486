package io.replyx.verify.migration.undo;

import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The end of an undo: its history row and its proof, and the commit of the transaction that holds them. */
final class Completion {
    private final UndoSession session;
    private final UndoHistory history;
    private final Script script;
    private final Proof proof;

    Completion(UndoSession session, UndoHistory history, Script script, Proof proof) {
        this.session = session;
        this.history = history;
        this.script = script;
        this.proof = proof;
    }

    /** End the open transaction: with a commit, or back at where it began. */
    UndoResult run(Duration took, List<String> notes, boolean wholeScript) throws SQLException {
        try {
            history.complete(session.connection(), took);
            Optional<String> refutation = proof.refute(session.connection());
            if (refutation.isPresent()) {
                session.rollBack();
                return new UndoResult.Refuted(script.name(), refutation.get(), wholeScript);
            }
        } catch (SQLException refused) {
            session.rollBack();
            return new UndoResult.FailedAndBack(CommitOutcome.failure(script, refused));
        }
        return commit(took, notes);
    }

    private UndoResult commit(Duration took, List<String> notes) throws SQLException {
        try {
            session.connection().commit();
            return new UndoResult.Undone(notes, took);
        } catch (SQLException failed) {
            ScriptFailure failure = CommitOutcome.failure(script, failed);
            if (CommitOutcome.open(failure)) {
                return new CommitOutcome(session, history).find(script, failure, took);
            }
            session.rollBack();
            return new UndoResult.FailedAndBack(failure);
        }
    }
}
