package io.replyx.verify.power;

import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.NoUsableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.database.Server;
import io.replyx.verify.evidence.FixtureRows;
import io.replyx.verify.evidence.LockFootprint;
import io.replyx.verify.evidence.MeasurementFailed;
import io.replyx.verify.evidence.Milestones;
import io.replyx.verify.evidence.PhaseClock;
import io.replyx.verify.evidence.StepEvidence;
import io.replyx.verify.evidence.StepWatch;
import io.replyx.verify.evidence.UndoEvidence;
import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.jupiter.Rehearsal;
import io.replyx.verify.jupiter.Run;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Version;
import io.replyx.verify.power.mutation.Mutant;
import io.replyx.verify.power.mutation.Trial;
import io.replyx.verify.settings.DatabaseTarget;
import io.replyx.verify.settings.Mode;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.specs.Specifications;
import io.replyx.verify.specs.Specifications.Scope;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Puts one mutant after the other before the suite, in stages: the scripts alone, then the version that was changed, then
 * everything from that version on. The first stage that breaks a rule is the last.
 */
final class Judge implements AutoCloseable {
    private final Subject subject;
    private final Settings settings;
    private final Sound sound;
    private final Milestones milestones;
    private final Optional<Peers> peers;
    private final SortedSet<String> brokenAnyway;

    Judge(Server server, Subject subject, Settings settings, Sound sound, boolean withPeers) throws SQLException {
        this.subject = subject;
        this.settings = settings;
        this.sound = sound;
        this.milestones =
                Milestones.along(new RehearsalDatabases(server), subject.directory(), new FixtureRows(subject.rows()));
        this.peers = withPeers ? Optional.of(new Peers(milestones, subject)) : Optional.empty();
        this.brokenAnyway = Trace.of(onProduction(subject)).rules();
    }

    Verdict judge(Mutant mutant) {
        long start = System.nanoTime();
        try (ChangedSubject changed = ChangedSubject.of(subject, mutant)) {
            Judged judged = mutant.trial() == Trial.PRODUCTION
                    ? new Judged(production(mutant, changed.subject()), true)
                    : rehearse(mutant, changed.subject());
            return withPeers(judged, changed.subject()).after(Duration.ofNanos(System.nanoTime() - start));
        } catch (NoUsableDatabase gone) {
            // Nothing more can be found out, and nobody is helped by as many mutants of which nothing is known.
            throw gone;
        } catch (SQLException | RuntimeException failed) {
            return verdict(mutant, Fate.UNKNOWN, "cannot be measured: " + failed.getMessage());
        }
    }

    /** A verdict, and whether it is known already what a comparison of dumps says. */
    private record Judged(Verdict verdict, boolean dumpKnown) {}

    private Judged rehearse(Mutant mutant, Subject changed) throws SQLException {
        List<Outcome> outcomes = new ArrayList<>(scripts(changed));
        Trace trace = Trace.of(outcomes);
        Optional<Version> first = begin(mutant, changed);
        if (!trace.empty() || first.isEmpty()) {
            return new Judged(judged(mutant, trace, outcomes), false);
        }
        Stepped step = step(first.get(), changed);
        outcomes.addAll(step.outcomes());
        trace = Trace.of(outcomes);
        Verdict verdict =
                trace.empty() ? everything(mutant, step.evidence(), changed) : judged(mutant, trace, outcomes);
        boolean byDump = step.fails() || step.dump().orElse(false);
        return new Judged(verdict.beside(false, byDump), byDump || step.dump().isPresent());
    }

    /**
     * What the rules say of a step.
     *
     * @param outcomes the verdicts
     * @param evidence what the version did
     * @param fails whether one of its scripts fails, as any tool would show
     * @param dump what a comparison of dumps says, where one was made
     */
    private record Stepped(List<Outcome> outcomes, StepEvidence evidence, boolean fails, Optional<Boolean> dump) {}

    private Optional<Version> begin(Mutant mutant, Subject changed) {
        return changed.directory().find(mutant.version()).map(Migration::version);
    }

    private List<Outcome> scripts(Subject changed) {
        try (Run run = new Run(settings, changed, new PhaseClock(), line -> {})) {
            Specifications.verify(run, Scope.SCRIPTS);
            return run.outcomes();
        }
    }

    private Stepped step(Version version, Subject changed) {
        Subject ended = new Subject(changed.directory().upTo(version), changed.fixtures(), changed.contract());
        Brief brief = new Brief(sound, changed, peers, milestones);
        try (Run run = Run.in(Rehearsal.from(milestones, version, ended, false, brief), version, settings)) {
            Specifications.verify(run, Scope.STEPS);
            StepEvidence step = run.rehearsal().steps().get(0);
            boolean fails = step.applyFailure().isPresent()
                    || step.undo().flatMap(UndoEvidence::failure).isPresent();
            return new Stepped(run.outcomes(), step, fails, brief.dump());
        }
    }

    private Verdict everything(Mutant mutant, StepEvidence step, Subject changed) {
        Version first = step.migration().version();
        StepWatch passing = new Passing(sound, milestones, step);
        try (Run run = Run.in(Rehearsal.from(milestones, first, changed, true, passing), first, settings)) {
            Specifications.verify(run, Scope.ALL_BUT_RESTORE);
            if (isBroken(run)) {
                return judged(mutant, Trace.of(run.outcomes()), run.outcomes());
            }
            Optional<String> difference = difference(mutant, run.rehearsal(), changed);
            if (difference.isEmpty()) {
                // And what comes back of the same database from a dump is the same.
                return verdict(mutant, Fate.EQUIVALENT, "catalogs, rows and locks are those of the sound chain");
            }
            Specifications.verify(run, Scope.RESTORE);
            return isBroken(run)
                    ? judged(mutant, Trace.of(run.outcomes()), run.outcomes())
                    : verdict(mutant, Fate.SURVIVED, "differs from the sound chain: " + difference.get());
        }
    }

    private static boolean isBroken(Run run) {
        return !Trace.of(run.outcomes()).empty()
                || !Trace.ownFailures(run.outcomes()).isEmpty();
    }

    private Optional<String> difference(Mutant mutant, Rehearsal rehearsal, Subject changed) {
        return sound.difference(rehearsal)
                .or(() -> Optional.of("the catalog, the rows or the sequences at the end")
                        .filter(end -> !rehearsal.atTop().equals(milestones.atTop())))
                .or(() -> Optional.of("the locks or transactions of the scripts")
                        .filter(locks -> !locks(mutant, changed).equals(locks(mutant, subject))));
    }

    private List<Set<String>> locks(Mutant mutant, Subject of) {
        try {
            return names(milestones.locks(mutant.version(), last(mutant), of.directory()));
        } catch (SQLException failed) {
            throw new MeasurementFailed("cannot measure the locks of a script", failed);
        }
    }

    /** Which statement took a lock first is no difference. */
    private static List<Set<String>> names(List<LockFootprint> footprints) {
        return footprints.stream().map(footprint -> footprint.locks().keySet()).toList();
    }

    /** The last version that differs. */
    private Version last(Mutant mutant) {
        return subject.directory().migrations().stream()
                .filter(migration -> mutant.files().keySet().stream()
                        .anyMatch(file -> file.contains(migration.apply().name())
                                || migration
                                        .undo()
                                        .filter(undo -> file.contains(undo.name()))
                                        .isPresent()))
                .map(Migration::version)
                .max(Version::compareTo)
                .orElse(mutant.version());
    }

    private Verdict production(Mutant mutant, Subject changed) {
        List<Outcome> outcomes = onProduction(changed).stream()
                .filter(outcome -> !brokenAnyway.contains(outcome.rule()))
                .toList();
        return judged(mutant, Trace.of(outcomes), outcomes);
    }

    private List<Outcome> onProduction(Subject changed) {
        Settings production = new Settings(
                Mode.PRODUCTION,
                settings.paths(),
                Optional.empty(),
                settings.rules(),
                settings.server(),
                Optional.of(DatabaseTarget.of(milestones.top().ownerUrl())),
                true);
        try (Run run = new Run(production, changed, new PhaseClock(), line -> {})) {
            Specifications.verify(run);
            return run.outcomes();
        }
    }

    private static Verdict judged(Mutant mutant, Trace trace, List<Outcome> outcomes) {
        if (trace.empty()) {
            String failures = Trace.ownFailures(outcomes);
            return failures.isEmpty()
                    ? verdict(mutant, Fate.SURVIVED, "no rule is broken")
                    : verdict(mutant, Fate.UNKNOWN, failures);
        }
        return new Verdict(
                mutant,
                Fate.KILLED,
                trace.rules(),
                trace.names(mutant.object()),
                trace.first(),
                false,
                false,
                Duration.ZERO);
    }

    private static Verdict verdict(Mutant mutant, Fate fate, String reason) {
        return new Verdict(
                mutant,
                fate,
                Collections.unmodifiableSortedSet(new TreeSet<>()),
                false,
                reason,
                false,
                false,
                Duration.ZERO);
    }

    private Verdict withPeers(Judged judged, Subject changed) throws SQLException {
        Verdict verdict = judged.verdict();
        if (peers.isEmpty()) {
            return verdict;
        }
        Version version = verdict.mutant().version();
        boolean flyway = verdict.mutant().trial() == Trial.PRODUCTION
                ? peers.get().flywayAfter(changed)
                : peers.get().flywayBefore(version, changed);
        boolean dump = verdict.dump() || (!judged.dumpKnown() && peers.get().dump(version, changed));
        return verdict.beside(flyway, dump);
    }

    @Override
    public void close() {
        milestones.close();
    }
}
