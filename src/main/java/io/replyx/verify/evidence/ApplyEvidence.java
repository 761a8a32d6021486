package io.replyx.verify.evidence;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.migration.Notice;
import io.replyx.verify.migration.ScriptFailure;
import java.util.List;
import java.util.Optional;

/**
 * What applying a version did.
 *
 * @param failure why it did not apply, where it did not
 * @param catalog the catalog after it, where it applied
 * @param rows what became of the rows that were there before it
 * @param moved the sequences from before it that stand elsewhere after it
 * @param remarks what the server remarked on meanwhile
 */
public record ApplyEvidence(
        Optional<ScriptFailure> failure,
        Optional<Catalog> catalog,
        RowChanges rows,
        List<SequenceMove> moved,
        List<Notice> remarks) {
    public ApplyEvidence {
        moved = List.copyOf(moved);
        remarks = List.copyOf(remarks);
    }

    static ApplyEvidence failed(ScriptFailure failure) {
        return new ApplyEvidence(Optional.of(failure), Optional.empty(), RowChanges.NONE, List.of(), List.of());
    }

    static ApplyEvidence of(Observer.Seen<RowChanges> seen, List<SequenceMove> moved, List<Notice> remarks) {
        return new ApplyEvidence(Optional.empty(), Optional.of(seen.catalog()), seen.rows(), moved, remarks);
    }
}
