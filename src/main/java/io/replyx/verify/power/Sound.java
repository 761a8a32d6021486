package io.replyx.verify.power;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.Server;
import io.replyx.verify.evidence.ChainEvidence;
import io.replyx.verify.evidence.ChainEvidence.DownStep;
import io.replyx.verify.evidence.StepEvidence;
import io.replyx.verify.evidence.UndoEvidence;
import io.replyx.verify.jupiter.Rehearsal;
import io.replyx.verify.jupiter.Run;
import io.replyx.verify.migration.Version;
import io.replyx.verify.settings.Refused;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.specs.Specifications;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the sound chain does, with which a mutant's is compared. */
final class Sound {
    private final Map<Version, StepEvidence> steps = new HashMap<>();
    private final Map<Version, DownStep> down = new HashMap<>();

    private Sound(List<StepEvidence> steps, ChainEvidence chain) {
        steps.forEach(step -> this.steps.put(step.migration().version(), step));
        chain.down().forEach(step -> this.down.put(step.migration().version(), step));
    }

    /**
     * Rehearse the subject as it is.
     *
     * @throws Refused when a rule is broken, since a mutant's finding could not be told from the subject's own
     */
    static Sound rehearse(Server server, Subject subject, Settings settings) {
        try (Run run = Run.on(server, settings, subject)) {
            Specifications.verify(run);
            Trace trace = Trace.of(run.outcomes());
            if (!trace.empty()) {
                throw new Refused("the subject breaks " + String.join(", ", trace.rules())
                        + " as it is, so that nothing could be said of its mutants: see ./verify rehearse");
            }
            return new Sound(run.rehearsal().steps(), run.rehearsal().chain());
        }
    }

    /** What tells a rehearsal that broke no rule from the sound chain's; empty when nothing does. */
    Optional<String> difference(Rehearsal other) {
        for (StepEvidence step : other.steps()) {
            Optional<String> difference = difference(step);
            if (difference.isPresent()) {
                return difference;
            }
        }
        for (DownStep step : other.chain().down()) {
            DownStep sound = down.get(step.migration().version());
            if (sound == null
                    || !same(step.have(), sound.have())
                    || !step.lost().equals(sound.lost())) {
                return Optional.of(
                        "the whole chain down to version " + step.migration().version());
            }
        }
        return Optional.empty();
    }

    /** Whether a version makes the catalog that the sound one makes. */
    boolean applies(StepEvidence step) {
        StepEvidence own = steps.get(step.migration().version());
        return own != null && same(step.applied(), own.applied());
    }

    /** What a version does. */
    Optional<StepEvidence> step(Version version) {
        return Optional.ofNullable(steps.get(version));
    }

    private Optional<String> difference(StepEvidence step) {
        Version version = step.migration().version();
        StepEvidence sound = steps.get(version);
        if (sound == null || !same(step.applied(), sound.applied())) {
            return Optional.of("the catalog of version " + version);
        }
        if (!step.byApply().equals(sound.byApply())
                || !step.movedByApply().equals(sound.movedByApply())
                || !step.rowsBefore().equals(sound.rowsBefore())) {
            return Optional.of("the rows at version " + version);
        }
        boolean undone = step.undo().isPresent() == sound.undo().isPresent()
                && step.undo()
                        .map(undo -> same(undo, sound.undo().orElseThrow()))
                        .orElse(true);
        return undone ? Optional.empty() : Optional.of("what the undo of version " + version + " leaves");
    }

    private static boolean same(UndoEvidence have, UndoEvidence want) {
        return have.failure().isPresent() == want.failure().isPresent()
                && same(have.restored(), want.restored())
                && have.lost().equals(want.lost())
                && have.moved().equals(want.moved())
                && same(have.reapplied(), want.reapplied());
    }

    private static boolean same(Optional<Catalog> have, Optional<Catalog> want) {
        return have.map(Catalog::portable).equals(want.map(Catalog::portable));
    }
}
