package io.replyx.verify.evidence.use;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Gives a row another value: many triggers wait for one that differs; the first that is written will do. */
final class ChangeUse {
    private final GeneratedTable table;
    private final Attempts attempts;
    private final TableTally tally;
    private final List<Failure> failures = new ArrayList<>();
    private final List<String> silent = new ArrayList<>();

    ChangeUse(GeneratedTable table, Attempts attempts, TableTally tally) {
        this.table = table;
        this.attempts = attempts;
        this.tally = tally;
    }

    /** Try it, and tell whether other rows may get through. */
    boolean examine(Place place) throws SQLException {
        for (Change change : table.changes(place)) {
            Written written = attempts.write(change.update());
            if (written.failure().filter(Failure::refusesEveryRow).isPresent()) {
                tally.failed(Operation.CHANGE, table, written.failure().get());
                return false;
            }
            if (written.rows() > 0) {
                tally.worked(Operation.CHANGE, table);
                return true;
            }
            note(change, written);
            if (written.failure().filter(Failure::isOfThisRun).isPresent()) {
                break;
            }
        }
        tell(place);
        return true;
    }

    private void note(Change change, Written written) throws SQLException {
        written.failure().ifPresent(failures::add);
        if (written.failure().isEmpty() && attempts.finds(change.differs())) {
            silent.add(change.update());
        }
    }

    private void tell(Place place) throws SQLException {
        if (!failures.isEmpty()) {
            // Where one may be the row's fault, nothing is known of the others.
            Failure told =
                    failures.stream().filter(Failure::mayBeOfAValue).findFirst().orElse(failures.get(0));
            tally.failedByAValue(Operation.CHANGE, table, told);
        } else if (!silent.isEmpty()) {
            withoutARow(place);
        }
    }

    private void withoutARow(Place place) throws SQLException {
        for (String update : silent) {
            if (new SilentWrite(Operation.CHANGE, table, update).isMeant(attempts)) {
                tally.worked(Operation.CHANGE, table);
                return;
            }
        }
        if (takesWhatAnotherRowHas(place)) {
            tally.worked(Operation.CHANGE, table);
        } else {
            tally.swallowed(Operation.CHANGE, table);
        }
    }

    /** What was generated may be what a trigger keeps out for being bad. */
    private boolean takesWhatAnotherRowHas(Place place) throws SQLException {
        for (Change change : table.changesAsElsewhere(place)) {
            if (attempts.finds(change.differs())
                    && attempts.write(change.update()).rows() > 0) {
                return true;
            }
        }
        return false;
    }
}
