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
 * @param from what was there before it
 * @param up what applying it did
 * @param use what came of using everything in a database at this version, where it was tried
 * @param undo what taking it back did; empty when it did not apply or has no undo script
 */
public record StepEvidence(
        Migration migration, Before from, ApplyEvidence up, Optional<Use> use, Optional<UndoEvidence> undo) {

    /** What is there before a version: the catalog, the rows, and where the sequences stand. */
    public record Before(Catalog catalog, DataFingerprint rows, SequencePositions sequences) {}

    static StepEvidence up(Migration migration, Position from, ApplyEvidence up) {
        return new StepEvidence(migration, from.state(), up, Optional.empty(), Optional.empty());
    }

    /** The way up of a version that has the same script, and maybe another way back. */
    StepEvidence of(Migration other) {
        return new StepEvidence(other, from, up, Optional.empty(), Optional.empty());
    }

    /** All of it, as that of a version with the same scripts. */
    public StepEvidence as(Migration other) {
        return new StepEvidence(other, from, up, use, undo);
    }

    /** The same step, with what came of using what it made. */
    StepEvidence used(Optional<Use> tried) {
        return new StepEvidence(migration, from, up, tried, undo);
    }

    /** The same step, with what taking it back did. */
    StepEvidence with(UndoEvidence undone) {
        return new StepEvidence(migration, from, up, use, Optional.of(undone));
    }

    /** The catalog before it. */
    public Catalog before() {
        return from.catalog();
    }

    /** The rows before it. */
    public DataFingerprint rowsBefore() {
        return from.rows();
    }

    /** Where the sequences stood before it. */
    public SequencePositions sequencesBefore() {
        return from.sequences();
    }

    /** Why it did not apply, where it did not. */
    public Optional<ScriptFailure> applyFailure() {
        return up.failure();
    }

    /** The catalog after it, where it applied. */
    public Optional<Catalog> applied() {
        return up.catalog();
    }

    /** What became of the rows that were there before it. */
    public RowChanges byApply() {
        return up.rows();
    }

    /** The sequences from before it that stand elsewhere after it. */
    public List<SequenceMove> movedByApply() {
        return up.moved();
    }

    /** What the server remarked on while it was applied. */
    public List<Notice> remarks() {
        return up.remarks();
    }
}
