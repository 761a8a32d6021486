package io.replyx.verify.operation.backup;

import io.replyx.verify.archive.ContentsComparison;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Holds a restored database against its manifest and against the specifications. */
final class ScratchProof {
    private final DatabaseUrl target;
    private final SpecificationsThere specifications;
    private final boolean hasScripts;
    private final Consumer<String> progress;
    private final List<String> notes = new ArrayList<>();

    ScratchProof(DatabaseUrl target, Settings.Paths paths, Subject subject, Consumer<String> progress) {
        this.target = target;
        this.specifications = new SpecificationsThere(paths, subject);
        this.hasScripts = !subject.directory().migrations().isEmpty();
        this.progress = progress;
    }

    /** What differs and does no harm. */
    List<String> notes() {
        return notes;
    }

    void compare(Backup backup, Scratch filled) {
        progress.accept("Comparing rows, sequences, settings, grants and extensions with the manifest.");
        ContentsComparison comparison = ContentsComparison.of(backup.manifest().contents(), filled.contents());
        if (!comparison.broken().isEmpty()) {
            throw new BackupNotProven("What was restored is not what the manifest of " + backup.archive() + " says:\n- "
                    + String.join("\n- ", comparison.broken()) + "\n" + target.address() + " was not touched.");
        }
        notes.addAll(comparison.notes());
    }

    /** How many rules hold there. */
    long verify(Scratch filled, boolean acceptBrokenRules) {
        if (!hasScripts) {
            notes.add("there are no scripts, so that no specification was run");
            return 0;
        }
        progress.accept("Verifying the specifications there.");
        SpecificationsThere.Result result = specifications.on(filled.url());
        if (!result.broken().isEmpty() && !acceptBrokenRules) {
            throw new BackupNotProven("In the restored database rules are broken:\n- "
                    + String.join("\n- ", result.broken()) + "\n" + target.address()
                    + " was not touched. Accept them with --accept-broken-rules if the backup was taken so.");
        }
        result.broken().forEach(rule -> notes.add("accepted: " + rule));
        return result.passed();
    }
}
