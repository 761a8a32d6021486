package io.replyx.verify.evidence.use;

import java.sql.SQLException;
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
    void examine(GeneratedTable table, Place place) throws SQLException {
        triggers.truncate(table).ifPresent(failure -> tally.failed(Operation.TRUNCATE, table, failure));
        Optional<Place> there = there(table, place);
        if (there.isEmpty()) {
            return;
        }
        triggers.examine(table, there.get());
        if (rewrite(table, there.get()) && new ChangeUse(table, attempts, tally).examine(there.get())) {
            delete(table, there.get());
        }
    }

    /** A trigger may have written the row once more, so that it stands elsewhere: any other does as well. */
    private Optional<Place> there(GeneratedTable table, Place place) throws SQLException {
        return attempts.finds(table.rowAt(place)) ? Optional.of(place) : Place.any(table, attempts);
    }

    /** What changes nothing may be passed over in silence. */
    private boolean rewrite(GeneratedTable table, Place place) throws SQLException {
        Optional<Failure> failure = attempts.write(table.update(place)).failure();
        failure.ifPresentOrElse(
                failed -> tally.failed(Operation.REWRITE, table, failed), () -> tally.worked(Operation.REWRITE, table));
        return failure.filter(Failure::refusesEveryRow).isEmpty();
    }

    private void delete(GeneratedTable table, Place place) throws SQLException {
        Written written = attempts.write(table.delete(place));
        if (written.failure().isPresent()) {
            tally.failed(Operation.DELETE, table, written.failure().get());
        } else if (written.rows() > 0 || isMeant(table, table.delete(place)) || othersGo(table)) {
            tally.worked(Operation.DELETE, table);
        } else {
            tally.swallowed(Operation.DELETE, table);
        }
    }

    private boolean isMeant(GeneratedTable table, String delete) throws SQLException {
        return new SilentWrite(Operation.DELETE, table, delete).isMeant(attempts);
    }

    /** The row may be one that has to stay, or that was taken for deleted already. */
    private boolean othersGo(GeneratedTable table) throws SQLException {
        Written written = attempts.write(table.deleteMany());
        return written.rows() > 0 || (written.failure().isEmpty() && isMeant(table, table.deleteMany()));
    }
}
