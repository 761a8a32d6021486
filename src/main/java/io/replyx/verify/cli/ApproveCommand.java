package io.replyx.verify.cli;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.contract.ApprovedCatalog;
import io.replyx.verify.contract.ApprovedLocks;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.evidence.PhaseClock;
import io.replyx.verify.evidence.StepEvidence;
import io.replyx.verify.evidence.StepLocks;
import io.replyx.verify.evidence.UndoEvidence;
import io.replyx.verify.jupiter.Run;
import io.replyx.verify.jupiter.RunStore;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.Mode;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Write the catalog of every version as approved, and show what changes. */
@Command(
        name = "approve",
        description = {
            "Rehearse the chain and write the catalog of every version to fixtures/catalog, showing what changes.",
            "Review the change and commit it: it is what rehearsals and production are compared with."
        })
final class ApproveCommand extends ConsoleCommand {
    @Mixin
    private SubjectOptions subjectOptions = new SubjectOptions();

    @Mixin
    private ServerChoiceOptions server = new ServerChoiceOptions();

    @Override
    public Integer call() {
        Settings settings = new Settings(
                Mode.REHEARSAL,
                subjectOptions.paths(environment()),
                Optional.empty(),
                Set.of(),
                server.choice(environment()),
                Optional.empty());
        Subject subject = RunStore.subject(settings);
        if (!subject.directory().problems().isEmpty()) {
            throw new WrongUse(subject.directory().problems().get(0).file() + " "
                    + subject.directory().problems().get(0).message());
        }
        try (Run run = new Run(settings, subject, new PhaseClock(), console()::progress)) {
            for (StepEvidence step : run.rehearsal().steps()) {
                if (step.applied().isEmpty()) {
                    console()
                            .say("version " + step.migration().version() + " does not apply: "
                                    + step.applyFailure()
                                            .map(failure -> failure.describe())
                                            .orElse(""));
                    return ExitCode.NOT_READY.code();
                }
                approve(subject.approvedCatalogFile(step.migration().version()), step);
                step.undo()
                        .flatMap(UndoEvidence::locks)
                        .ifPresent(locks -> approveLocks(
                                subject.approvedLocksFile(step.migration().version()), locks, step));
            }
        }
        return ExitCode.READY.code();
    }

    private void approve(Path file, StepEvidence step) {
        Catalog have = step.applied().orElseThrow().portable();
        String version = step.migration().version().toString();
        if (Files.exists(file)) {
            CatalogDiff diff = CatalogDiff.between(
                    have, ApprovedCatalog.read(file).catalog().portable());
            console()
                    .say("version " + version + ": "
                            + (diff.isEmpty()
                                    ? "unchanged"
                                    : "changed\n  " + diff.describe().replace("\n", "\n  ")));
        } else {
            console().say("version " + version + ": new, " + have.size() + " objects");
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            new ApprovedCatalog(version, have).write(file);
        } catch (IOException unwritable) {
            throw new WrongUse("cannot write " + file + ": check that the folder may be written to");
        }
    }

    private void approveLocks(Path file, StepLocks locks, StepEvidence step) {
        SortedSet<String> have = new TreeSet<>(locks.lines().keySet());
        SortedSet<String> want = Files.exists(file) ? ApprovedLocks.read(file) : new TreeSet<>();
        String version = "version " + step.migration().version();
        have.stream()
                .filter(line -> !want.contains(line))
                .forEach(line -> console().say(version + ": extra lock: " + line));
        want.stream()
                .filter(line -> !have.contains(line))
                .forEach(line -> console().say(version + ": lock no more: " + line));
        try {
            ApprovedLocks.write(file, have);
        } catch (IOException unwritable) {
            throw new WrongUse("cannot write " + file + ": check that the folder may be written to");
        }
    }
}
