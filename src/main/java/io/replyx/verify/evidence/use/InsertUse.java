package io.replyx.verify.evidence.use;

import io.replyx.verify.evidence.use.Attempts.Result;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a row into a table: one like another, or one with generated values, or else one that is there once more. */
final class InsertUse {
    private static final int MOST_ATTEMPTS = 16;

    private final GeneratedTable table;
    private final NewRows rows;
    private final Attempts attempts;
    private final TableTally tally;
    private final List<String> silent = new ArrayList<>();
    private Optional<Failure> last = Optional.empty();
    private Optional<Place> place = Optional.empty();

    InsertUse(GeneratedTable table, Attempts attempts, TableTally tally) {
        this.table = table;
        this.rows = table.newRows();
        this.attempts = attempts;
        this.tally = tally;
    }

    /** Try it, and tell where a row stands with which one can go on; none where no row would survive. */
    Optional<Place> examine() throws SQLException {
        if (!copied() && !generated()) {
            if (silent.isEmpty()) {
                withARowThatIsThere();
            } else {
                keptOut();
            }
        }
        return place;
    }

    private boolean copied() throws SQLException {
        if (Place.any(table, attempts).isPresent()) {
            for (String copy : rows.copies()) {
                if (isSettled(copy)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean generated() throws SQLException {
        boolean more = true;
        for (int i = 0; more && i < MOST_ATTEMPTS; i++) {
            if (isSettled(rows.generated())) {
                return true;
            }
            more = last.isPresent()
                    && !last.get().isOfThisRun()
                    && (rows.choices().avoid(last.get()) || last.get().passesByItself());
        }
        // A trigger may ask for values that the table itself can do without.
        return last.isPresent() && !last.get().mayBeOfAValue() && isSettled(rows.unlikeAny());
    }

    /** Whether it is known now what comes of a row: it is in the table, or none would ever be. */
    private boolean isSettled(String insert) throws SQLException {
        Result result = attempts.keepRow(insert);
        last = result.failure();
        if (last.filter(Failure::refusesEveryRow).isPresent()) {
            tally.failed(Operation.INSERT, table, last.get());
            return true;
        }
        if (last.isEmpty() && result.row().isEmpty()) {
            silent.add(insert);
        }
        if (result.row().isEmpty()) {
            return false;
        }
        kept(Optional.of(Place.of(result.row().get(0))));
        return true;
    }

    private void kept(Optional<Place> row) {
        tally.worked(Operation.INSERT, table);
        place = row;
    }

    /** A trigger may lead a row elsewhere, or keep out a second one like it, or a bad one; one that is nowhere is lost. */
    private void keptOut() throws SQLException {
        if (ledElsewhere() || isSettled(rows.unlikeAny())) {
            return;
        }
        if (last.isEmpty() && ledElsewhere()) {
            return;
        }
        Optional<Place> there = Place.any(table, attempts);
        Optional<Written> again = putBack(there);
        if (again.filter(written -> written.rows() > 0).isPresent()) {
            kept(there);
        } else if (last.isEmpty() || isLost(there, again)) {
            tally.swallowed(Operation.INSERT, table);
        } else {
            tally.failedByAValue(Operation.INSERT, table, last.get());
        }
    }

    private boolean ledElsewhere() throws SQLException {
        for (String insert : silent) {
            if (attempts.leavesATrace(insert)) {
                // Again, since whoever looks for a trace takes it back.
                attempts.keep(insert);
                kept(Place.any(table, attempts));
                return true;
            }
        }
        return false;
    }

    /** Delete a row that is there, and put it in again. */
    private Optional<Written> putBack(Optional<Place> there) throws SQLException {
        return there.isPresent() ? Optional.of(attempts.write(rows.putBack(there.get()))) : Optional.empty();
    }

    /**
     * Whether a row that is there can be deleted, and was not put in again, without a word: that says more than that one
     * of strange values is refused.
     */
    private boolean isLost(Optional<Place> there, Optional<Written> again) throws SQLException {
        return again.filter(written -> written.failure().isEmpty()).isPresent()
                && attempts.write(table.delete(there.orElseThrow())).rows() > 0;
    }

    /** Where nothing new fits. */
    private void withARowThatIsThere() throws SQLException {
        Optional<Place> there = Place.any(table, attempts);
        Optional<Written> again = putBack(there);
        Optional<Failure> refusal = again.flatMap(Written::failure);
        if (refusal.isPresent()) {
            tally.failed(Operation.INSERT, table, refusal.get());
        } else if (again.filter(written -> written.rows() > 0).isPresent()) {
            tally.worked(Operation.INSERT, table);
        } else {
            // What was kept from being deleted was not put in either.
            last.ifPresent(failure -> tally.failedByAValue(Operation.INSERT, table, failure));
        }
        if (refusal.filter(Failure::refusesEveryRow).isEmpty()) {
            place = there;
        }
    }
}
