package io.replyx.verify.evidence;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.evidence.use.Use;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Notice;
import io.replyx.verify.migration.ScriptFailure;
import java.util.List;
import java.util.Optional;

/**
 * What one version did to a database that holds rows: applied, taken back, applied again.
 *
 * @param migration the version
 * @param before the catalog before it
 * @param rowsBefore the rows before it
 * @param applyFailure why it did not apply, where it did not
 * @param applied the catalog after it, where it applied
 * @param byApply what became of the rows that were there before it
 * @param sequencesBefore where the sequences stood before it
 * @param movedByApply the sequences from before it that stand elsewhere after it
 * @param remarks what the server remarked on while it was applied
 * @param use what came of using everything in a database at this version, where it was tried
 * @param undo what taking it back did; empty when it did not apply or has no undo script
 */
public record StepEvidence(
        Migration migration,
        Catalog before,
        DataFingerprint rowsBefore,
        Optional<ScriptFailure> applyFailure,
        Optional<Catalog> applied,
        RowChanges byApply,
        SequencePositions sequencesBefore,
        List<SequenceMove> movedByApply,
        List<Notice> remarks,
        Optional<Use> use,
        Optional<UndoEvidence> undo) {

    static StepEvidence failed(Migration migration, Position from, ScriptFailure failure) {
        return new StepEvidence(
                migration,
                from.catalog(),
                from.rows(),
                Optional.of(failure),
                Optional.empty(),
                RowChanges.NONE,
                from.sequences(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    static StepEvidence applied(
            Migration migration, Position from, Catalog applied, RowChanges byApply, List<SequenceMove> moved) {
        return new StepEvidence(
                migration,
                from.catalog(),
                from.rows(),
                Optional.empty(),
                Optional.of(applied),
                byApply,
                from.sequences(),
                moved,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** The way up of a version that has the same script, and maybe another way back. */
    StepEvidence of(Migration other) {
        return new StepEvidence(
                other,
                before,
                rowsBefore,
                applyFailure,
                applied,
                byApply,
                sequencesBefore,
                movedByApply,
                remarks,
                Optional.empty(),
                Optional.empty());
    }

    /** The same step, with what the server remarked on. */
    StepEvidence remarked(List<Notice> heard) {
        return new StepEvidence(
                migration,
                before,
                rowsBefore,
                applyFailure,
                applied,
                byApply,
                sequencesBefore,
                movedByApply,
                heard,
                use,
                undo);
    }

    /** The same step, with what came of using what it made. */
    StepEvidence used(Optional<Use> tried) {
        return new StepEvidence(
                migration,
                before,
                rowsBefore,
                applyFailure,
                applied,
                byApply,
                sequencesBefore,
                movedByApply,
                remarks,
                tried,
                undo);
    }

    /** The same step, with what taking it back did. */
    StepEvidence with(UndoEvidence undone) {
        return new StepEvidence(
                migration,
                before,
                rowsBefore,
                applyFailure,
                applied,
                byApply,
                sequencesBefore,
                movedByApply,
                remarks,
                use,
                Optional.of(undone));
    }

    /**
     * What taking a version back did.
     *
     * @param failure why the undo script failed, where it did
     * @param restored the catalog after the undo, where it ran through
     * @param lost rows and values that were there before the version and are not after its undo
     * @param gone tables and columns that were there with the version and are not after its undo
     * @param moved the sequences from before the version that stand elsewhere after its undo
     * @param remarks what the server remarked on while the undo ran
     * @param reapplyFailure why the version did not apply a second time, where it did not
     * @param reapplied the catalog after it was applied again, where it was
     * @param secondFailure why the undo failed the second time, where it did
     * @param use what came of using everything after it was undone for the second time, where that was tried
     * @param locks the locks of the version and its undo, where they were asked for and both ran through
     */
    public record UndoEvidence(
            Optional<ScriptFailure> failure,
            Optional<Catalog> restored,
            List<DataChange> lost,
            List<LostData> gone,
            List<SequenceMove> moved,
            List<Notice> remarks,
            Optional<ScriptFailure> reapplyFailure,
            Optional<Catalog> reapplied,
            Optional<ScriptFailure> secondFailure,
            Optional<Use> use,
            Optional<StepLocks> locks) {

        static UndoEvidence failed(ScriptFailure failure) {
            return new UndoEvidence(
                    Optional.of(failure),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        static UndoEvidence once(
                Observer.Seen<RowChanges> restored,
                List<LostData> gone,
                List<SequenceMove> moved,
                List<Notice> remarks) {
            return new UndoEvidence(
                    Optional.empty(),
                    Optional.of(restored.catalog()),
                    restored.rows().lost(),
                    gone,
                    moved,
                    remarks,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        UndoEvidence notAgain(ScriptFailure applied) {
            return new UndoEvidence(
                    failure,
                    restored,
                    lost,
                    gone,
                    moved,
                    remarks,
                    Optional.of(applied),
                    reapplied,
                    secondFailure,
                    use,
                    locks);
        }

        UndoEvidence again(
                Catalog applied, Optional<ScriptFailure> second, Optional<Use> used, Optional<StepLocks> taken) {
            return new UndoEvidence(
                    failure,
                    restored,
                    lost,
                    gone,
                    moved,
                    remarks,
                    reapplyFailure,
                    Optional.of(applied),
                    second,
                    used,
                    taken);
        }
    }
}
