package io.replyx.verify.power;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.evidence.Kept;
import io.replyx.verify.evidence.Milestones;
import io.replyx.verify.evidence.RowChanges;
import io.replyx.verify.evidence.StepEvidence;
import io.replyx.verify.evidence.StepWatch;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Version;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Ends the trial of a changed version as soon as it is known that a rule is broken, and lets the peers have a look. */
final class Brief implements StepWatch {
    private final Sound sound;
    private final Subject changed;
    private final Optional<Peers> peers;
    private final Milestones milestones;
    private Optional<Boolean> dump = Optional.empty();

    Brief(Sound sound, Subject changed, Optional<Peers> peers, Milestones milestones) {
        this.milestones = milestones;
        this.sound = sound;
        this.changed = changed;
        this.peers = peers;
    }

    /** Whether a dump tells apply and undo from the sound chain's; empty where none was made. */
    synchronized Optional<Boolean> dump() {
        return dump;
    }

    @Override
    public Optional<StepEvidence> earlier(Version version) {
        return sound.step(version);
    }

    /** A version whose undo alone was changed does on the way up what the sound one does. */
    @Override
    public Optional<Known> known(Migration migration) {
        return sound.step(migration.version())
                .filter(step -> migration.undo().isPresent())
                .filter(step -> step.migration().apply().runsLike(migration.apply()))
                .flatMap(step -> milestones.applied(migration.version()).map(applied -> new Known(step, applied)));
    }

    /** Every catalog that is not the approved one breaks CAT-001. */
    @Override
    public boolean enoughApplied(StepEvidence up) {
        return changed.hasApprovedCatalogs() && !sound.applies(up);
    }

    @Override
    public void leftApplied(StepEvidence up, DisposableDatabase database) throws SQLException {
        if (peers.isPresent()) {
            boolean fails = up.migration().undo().isEmpty() || peers.get().undoFails(database, up.migration(), changed);
            note(fails || peers.get().dumpDiffers(up.migration().version(), database));
        }
    }

    /** What is lost breaks DAT-002, and a catalog that is not the one from before MIG-003. */
    @Override
    public boolean enoughUndone(StepEvidence up, Catalog restored, RowChanges rows) {
        CatalogDiff diff = Kept.by(List.of(up.migration().undo().orElseThrow()))
                .without(CatalogDiff.between(restored, up.before()));
        return !rows.lost().isEmpty() || diff.differences().stream().anyMatch(difference -> !difference.cosmetic());
    }

    @Override
    public void undone(StepEvidence up, DisposableDatabase database) throws SQLException {
        if (peers.isPresent()) {
            note(peers.get().dumpDiffers(up.migration().version(), database));
        }
    }

    private synchronized void note(boolean differs) {
        dump = Optional.of(differs);
    }
}
