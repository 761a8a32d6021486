package io.replyx.verify.evidence;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.ScriptFailure;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the whole chain did, with rows in place: from head down to nothing, and up again.
 *
 * @param down a step for each version that was taken back, head first; ends early where one failed
 * @param upFailure why the second way up stopped, where it did
 * @param head the catalog that the first way up had made
 * @param again the catalog that the second way up made, where it came through
 */
public record ChainEvidence(
        List<DownStep> down, Optional<ScriptFailure> upFailure, Catalog head, Optional<Catalog> again) {

    /** Of a chain that was not taken down. */
    static ChainEvidence ofNothing(Catalog head) {
        return new ChainEvidence(List.of(), Optional.empty(), head, Optional.empty());
    }

    /**
     * One version taken back on the way down.
     *
     * @param migration the version
     * @param failure why its undo failed, where it did
     * @param want the catalog that was there before the version on the way up
     * @param have the catalog after the undo, where it ran through
     * @param lost rows and values of what remains that the undo took with it
     * @param came how many rows and values stood in the tables and columns of the version right before its undo, by kind
     *     and name
     * @param moved the sequences from before the version that the undo moved
     */
    public record DownStep(
            Migration migration,
            Optional<ScriptFailure> failure,
            Catalog want,
            Optional<Catalog> have,
            List<DataChange> lost,
            SortedMap<String, Long> came,
            List<SequenceMove> moved) {

        static DownStep failed(StepEvidence step, ScriptFailure failure) {
            return new DownStep(
                    step.migration(),
                    Optional.of(failure),
                    step.before(),
                    Optional.empty(),
                    List.of(),
                    Collections.emptySortedMap(),
                    List.of());
        }
    }
}
