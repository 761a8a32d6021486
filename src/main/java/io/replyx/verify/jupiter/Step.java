package io.replyx.verify.jupiter;

import io.replyx.verify.assertion.Agreed;
import io.replyx.verify.assertion.Direction;
import io.replyx.verify.assertion.Finding;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.evidence.StepEvidence;
import io.replyx.verify.evidence.UndoEvidence;
import io.replyx.verify.migration.Migration;
import java.util.Optional;

/** One version of the chain in a rehearsal; what it did is measured when first asked for. */
public final class Step {
    private final Rehearsal rehearsal;
    private final Migration migration;

    Step(Rehearsal rehearsal, Migration migration) {
        this.rehearsal = rehearsal;
        this.migration = migration;
    }

    /** The version with its scripts. */
    public Migration migration() {
        return migration;
    }

    /** What the version did. */
    public StepEvidence evidence() {
        return rehearsal.evidence(migration);
    }

    /** What the version before it did; empty where this one is the first of the run. */
    public Optional<StepEvidence> before() {
        return rehearsal.evidenceBefore(migration);
    }

    /** What the version did, given that it applies; ends the check as not verified when it does not. */
    public StepEvidence applied() {
        StepEvidence evidence = evidence();
        if (evidence.applyFailure().isPresent()) {
            throw Check.notVerified("version " + migration.version() + " does not apply (MIG-004)");
        }
        return evidence;
    }

    /** What taking the version back did; ends the check as not verified when there is no undo script. */
    public UndoEvidence undone() {
        return applied()
                .undo()
                .orElseThrow(() -> Check.notVerified("version " + migration.version()
                        + (migration.irreversible().isPresent()
                                ? " is irreversible, as it declares"
                                : " has no undo script (MIG-007)")));
    }

    /** The differences without what a database in use, which a rehearsal takes after, may have by agreement. */
    public CatalogDiff withoutAgreed(CatalogDiff diff) {
        return rehearsal
                .likeness()
                .map(likeness -> Agreed.by(rehearsal.subject().contract())
                        .readBy(likeness.reader())
                        .without(diff))
                .orElse(diff);
    }

    /** The finding at this step, with the script that makes it. */
    Finding place(Finding finding, Direction direction) {
        return finding.at(migration, direction, rehearsal.subject().directory());
    }
}
