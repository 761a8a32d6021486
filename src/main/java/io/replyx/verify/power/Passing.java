package io.replyx.verify.power;

import io.replyx.verify.evidence.Milestones;
import io.replyx.verify.evidence.StepEvidence;
import io.replyx.verify.evidence.StepWatch;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.Version;
import java.util.Optional;

/**
 * Knows of versions after the one that was changed: where they have the sound chain's scripts and begin with its catalog,
 * rows and sequences, they do what it does.
 */
record Passing(Sound sound, Milestones milestones, Version changed) implements StepWatch {

    @Override
    public Optional<Passed> passed(Migration migration, StepEvidence.Before from) {
        if (migration.version().compareTo(changed) <= 0) {
            return Optional.empty();
        }
        return sound.step(migration.version())
                .filter(step -> same(step.migration(), migration))
                .flatMap(step -> milestones
                        .after(migration.version(), from)
                        .map(after -> new Passed(step.as(migration), after)));
    }

    private static boolean same(Migration one, Migration other) {
        return same(one.apply(), other.apply())
                && one.undo().isPresent() == other.undo().isPresent()
                && one.undo()
                        .map(undo -> same(undo, other.undo().orElseThrow()))
                        .orElse(true);
    }

    private static boolean same(Script one, Script other) {
        return one.text().equals(other.text()) && one.transactional() == other.transactional();
    }
}
