package io.replyx.verify.evidence;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.evidence.ChainEvidence.DownStep;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.ScriptFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Takes the whole chain down to nothing with rows in place, and up again, each step on a connection of its own. */
final class ChainDescent {
    /** A long chain is on its way for a minute. */
    private static final int TOLD = 50;

    private final Workbench bench;
    private final Position top;
    private final List<StepEvidence> steps;
    private final BooleanSupplier closing;
    private final Consumer<String> progress;

    ChainDescent(
            Workbench bench,
            Position top,
            List<StepEvidence> steps,
            BooleanSupplier closing,
            Consumer<String> progress) {
        this.bench = bench;
        this.top = top;
        this.steps = steps;
        this.closing = closing;
        this.progress = progress;
    }

    ChainEvidence run() throws SQLException {
        Catalog head = top.catalog();
        try (DisposableDatabase database = bench.clone(top.database(), "chain");
                Observer observer = bench.observe(database)) {
            List<DownStep> down = down(database, observer);
            boolean atBottom =
                    !down.isEmpty() && down.get(down.size() - 1).have().isPresent();
            if (!atBottom) {
                return new ChainEvidence(down, Optional.empty(), head, Optional.empty());
            }
            Optional<ScriptFailure> failure = up(database);
            Optional<Catalog> again = failure.isPresent() ? Optional.empty() : Optional.of(observer.catalog());
            return new ChainEvidence(down, failure, head, again);
        }
    }

    private List<DownStep> down(DisposableDatabase database, Observer observer) throws SQLException {
        List<DownStep> down = new ArrayList<>();
        DataFingerprint rows = top.rows();
        for (int i = steps.size() - 1; i >= 0 && canGoOn(down); i--) {
            StepEvidence step = steps.get(i);
            if (step.applied().isPresent()) {
                if (step.migration().undo().isEmpty()) {
                    break;
                }
                // What the last step left need not be read again where this one leaves the same columns.
                boolean known = rows.columns().equals(step.rowsBefore().columns());
                DataFingerprint old = known ? rows : observer.rows(step.rowsBefore());
                rows = takeBack(database, observer, step, old, down);
                tell(down);
            }
        }
        return down;
    }

    private void tell(List<DownStep> down) {
        if (down.size() % TOLD == 0) {
            progress.accept(down.size() + " of " + steps.size() + " versions taken down");
        }
    }

    private boolean canGoOn(List<DownStep> down) {
        return !closing.getAsBoolean()
                && (down.isEmpty() || down.get(down.size() - 1).failure().isEmpty());
    }

    private DataFingerprint takeBack(
            DisposableDatabase database, Observer observer, StepEvidence step, DataFingerprint old, List<DownStep> down)
            throws SQLException {
        SortedMap<String, Long> came = observer.countWhatCameAfter(step.before());
        SequencePositions sequences = observer.sequences().only(step.sequencesBefore());
        Optional<ScriptFailure> failure = bench.undo(database, step.migration());
        if (failure.isPresent()) {
            down.add(DownStep.failed(step, failure.get()));
            return old;
        }
        Observer.Seen<DataFingerprint> seen = observer.everything(old);
        DataFingerprint now = seen.rows();
        // What a version itself did to rows its undo takes back, which is verified where both are looked at in full.
        List<DataChange> lost = DataComparison.counting().changes(old, now).stream()
                .filter(change -> !step.byApply().touched().contains(change.table()))
                .toList();
        Optional<Catalog> have = Optional.of(seen.catalog());
        List<SequenceMove> moved = observer.moved(sequences);
        down.add(new DownStep(step.migration(), Optional.empty(), step.before(), have, lost, came, moved));
        return now;
    }

    private Optional<ScriptFailure> up(DisposableDatabase database) throws SQLException {
        List<Migration> migrations = steps.stream()
                .filter(step -> step.applied().isPresent())
                .map(StepEvidence::migration)
                .toList();
        return bench.applyAll(database, migrations);
    }
}
