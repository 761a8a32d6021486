package io.replyx.verify.evidence.use;

import io.replyx.verify.evidence.use.Attempts.Written;
import io.replyx.verify.evidence.use.GeneratedTable.Change;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a row again as it is, gives it another value, and deletes it, past every trigger; each is taken back. */
final class RowUse {
    private final Attempts attempts;
    private final TableTally tally;
    private final TriggerUse triggers;

    RowUse(Attempts attempts, TableTally tally, TriggerUse triggers) {
        this.attempts = attempts;
        this.tally = tally;
        this.triggers = triggers;
    }

    /** Use the row that stands at a place, up to the first operation that no row would survive. */
    void examine(GeneratedTable table, String place) throws SQLException {
        triggers.truncate(table).ifPresent(failure -> tally.failed(Operation.TRUNCATE, table, failure));
        Optional<String> there = there(table, place);
        if (there.isEmpty()) {
            return;
        }
        triggers.examine(table, there.get());
        if (rewrite(table, there.get()) && change(table, table.changes(there.get()))) {
            delete(table, there.get());
        }
    }

    /** A trigger may have written the row once more, so that it stands elsewhere: any other does as well. */
    private Optional<String> there(GeneratedTable table, String place) throws SQLException {
        return attempts.finds(table.rowAt(place))
                ? Optional.of(place)
                : attempts.keep(table.anyRow()).row().stream().findFirst();
    }

    /** What changes nothing may be passed over in silence. */
    private boolean rewrite(GeneratedTable table, String place) throws SQLException {
        Optional<Failure> failure = attempts.write(table.update(place)).failure();
        failure.ifPresentOrElse(
                failed -> tally.failed(Operation.REWRITE, table, failed), () -> tally.worked(Operation.REWRITE, table));
        return failure.filter(Failure::refusesEveryRow).isEmpty();
    }

    /** Many triggers wait for a value that differs; the first change that is written will do. */
    private boolean change(GeneratedTable table, List<Change> changes) throws SQLException {
        List<Failure> failures = new ArrayList<>();
        Optional<String> silent = Optional.empty();
        for (Change change : changes) {
            Written written = attempts.write(change.update());
            if (written.failure().filter(Failure::refusesEveryRow).isPresent()) {
                tally.failed(Operation.CHANGE, table, written.failure().get());
                return false;
            }
            if (written.rows() > 0) {
                tally.worked(Operation.CHANGE, table);
                return true;
            }
            written.failure().ifPresent(failures::add);
            if (written.failure().isEmpty() && attempts.finds(change.differs())) {
                silent = Optional.of(change.update());
            }
        }
        if (!failures.isEmpty()) {
            // Where one may be the row's fault, nothing is known of the others.
            Failure told =
                    failures.stream().filter(Failure::mayBeOfTheRow).findFirst().orElse(failures.get(0));
            tally.failed(Operation.CHANGE, table, told);
        } else if (silent.isPresent()) {
            withoutARow(Operation.CHANGE, table, silent.get());
        }
        return true;
    }

    private void delete(GeneratedTable table, String place) throws SQLException {
        String delete = table.delete(place);
        Written written = attempts.write(delete);
        if (written.failure().isPresent()) {
            tally.failed(Operation.DELETE, table, written.failure().get());
        } else if (written.rows() > 0) {
            tally.worked(Operation.DELETE, table);
        } else {
            withoutARow(Operation.DELETE, table, delete);
        }
    }

    /** A rule that says INSTEAD means it, and so does a trigger that writes something else in the row's place. */
    private void withoutARow(Operation operation, GeneratedTable table, String sql) throws SQLException {
        if (attempts.finds(table.insteadRule(operation)) || attempts.leavesATrace(sql)) {
            tally.worked(operation, table);
        } else {
            tally.swallowed(operation, table);
        }
    }
}
