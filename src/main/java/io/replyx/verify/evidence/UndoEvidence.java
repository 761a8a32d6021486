package io.replyx.verify.evidence;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.evidence.use.Use;
import io.replyx.verify.migration.Notice;
import io.replyx.verify.migration.ScriptFailure;
import java.util.List;
import java.util.Optional;

/**
 * What taking a version back did.
 *
 * @param failure why the undo script failed, where it did
 * @param restored the catalog after the undo, where it ran through
 * @param lost rows and values that were there before the version and are not after its undo
 * @param stale materialized views that show neither what they showed before the version nor what their queries give
 * @param gone tables and columns that were there with the version and are not after its undo
 * @param moved the sequences from before the version that stand elsewhere after its undo
 * @param remarks what the server remarked on while the undo ran
 * @param again what applying the version again and taking it back once more did, where it came to that
 */
public record UndoEvidence(
        Optional<ScriptFailure> failure,
        Optional<Catalog> restored,
        List<DataChange> lost,
        List<StaleView> stale,
        List<LostData> gone,
        List<SequenceMove> moved,
        List<Notice> remarks,
        Optional<Again> again) {
    public UndoEvidence {
        lost = List.copyOf(lost);
        stale = List.copyOf(stale);
        gone = List.copyOf(gone);
        moved = List.copyOf(moved);
        remarks = List.copyOf(remarks);
    }

    /**
     * The second time.
     *
     * @param failure why the version did not apply, where it did not
     * @param applied the catalog after it was applied, where it was
     * @param undoFailure why the undo failed, where it did
     * @param use what came of using everything after the undo, where that was tried
     * @param locks the locks of the version and its undo, where they were asked for and both ran through
     */
    public record Again(
            Optional<ScriptFailure> failure,
            Optional<Catalog> applied,
            Optional<ScriptFailure> undoFailure,
            Optional<Use> use,
            Optional<StepLocks> locks) {

        static Again failed(ScriptFailure failure) {
            return new Again(
                    Optional.of(failure), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        static Again notUndone(Catalog applied, ScriptFailure failure) {
            return new Again(
                    Optional.empty(), Optional.of(applied), Optional.of(failure), Optional.empty(), Optional.empty());
        }

        static Again undone(Catalog applied, Use use, Optional<StepLocks> locks) {
            return new Again(Optional.empty(), Optional.of(applied), Optional.empty(), Optional.of(use), locks);
        }
    }

    static UndoEvidence failed(ScriptFailure failure) {
        return new UndoEvidence(
                Optional.of(failure),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    static UndoEvidence once(
            Observer.Seen<RowChanges> restored,
            List<StaleView> stale,
            List<LostData> gone,
            List<SequenceMove> moved,
            List<Notice> remarks) {
        return new UndoEvidence(
                Optional.empty(),
                Optional.of(restored.catalog()),
                restored.rows().lost(),
                stale,
                gone,
                moved,
                remarks,
                Optional.empty());
    }

    UndoEvidence and(Again second) {
        return new UndoEvidence(failure, restored, lost, stale, gone, moved, remarks, Optional.of(second));
    }

    /** Why the version did not apply a second time, where it did not. */
    public Optional<ScriptFailure> reapplyFailure() {
        return again.flatMap(Again::failure);
    }

    /** The catalog after it was applied again, where it was. */
    public Optional<Catalog> reapplied() {
        return again.flatMap(Again::applied);
    }

    /** Why the undo failed the second time, where it did. */
    public Optional<ScriptFailure> secondFailure() {
        return again.flatMap(Again::undoFailure);
    }

    /** What came of using everything after it was undone for the second time, where that was tried. */
    public Optional<Use> use() {
        return again.flatMap(Again::use);
    }

    /** The locks of the version and its undo, where they were asked for and both ran through. */
    public Optional<StepLocks> locks() {
        return again.flatMap(Again::locks);
    }
}
