package io.replyx.verify.power;

import io.replyx.verify.evidence.Milestones;
import io.replyx.verify.evidence.StepEvidence;
import io.replyx.verify.evidence.StepWatch;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Version;
import java.util.Optional;

/**
 * Knows what was found out of the version that was changed, and of those after it that they do what the sound chain does,
 * where they have its scripts and begin with its catalog, rows and sequences.
 */
record Passing(Sound sound, Milestones milestones, StepEvidence changed) implements StepWatch {

    @Override
    public Optional<StepEvidence> earlier(Version version) {
        return sound.step(version);
    }

    @Override
    public Optional<Passed> passed(Migration migration, StepEvidence.Before from) {
        if (migration.version().equals(changed.migration().version())) {
            return Optional.of(new Passed(changed.as(migration), Optional.empty()));
        }
        return sound.step(migration.version())
                .filter(step -> same(step.migration(), migration))
                .flatMap(step -> milestones
                        .after(migration.version(), from)
                        .map(after -> new Passed(step.as(migration), Optional.of(after))));
    }

    private static boolean same(Migration one, Migration other) {
        return one.apply().runsLike(other.apply())
                && one.undo().isPresent() == other.undo().isPresent()
                && one.undo()
                        .map(undo -> undo.runsLike(other.undo().orElseThrow()))
                        .orElse(true);
    }
}
