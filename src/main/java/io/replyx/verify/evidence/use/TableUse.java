package io.replyx.verify.evidence.use;

import io.replyx.verify.evidence.use.Attempts.Result;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Inserts a row into every table, updates it and deletes it. A table comes after those that it refers to, whose rows stay
 * until the end.
 */
final class TableUse {
    private static final int MOST_ATTEMPTS = 16;

    private final Attempts attempts;
    private final Set<String> bookkeeping;
    private final TableTally tally;
    private final List<Inserted> inserted = new ArrayList<>();

    TableUse(Attempts attempts, Set<String> bookkeeping, TableTally tally) {
        this.attempts = attempts;
        this.bookkeeping = bookkeeping;
        this.tally = tally;
    }

    /** A row that was put in or was there, by where the server keeps it. */
    private record Inserted(GeneratedTable table, String place) {}

    /** Put a row into all of them, and tell how many there were. */
    int fill() throws SQLException {
        List<GeneratedTable> tables = GeneratedTable.all(attempts, bookkeeping);
        for (GeneratedTable table : tables) {
            insert(table);
        }
        return tables.size();
    }

    /** Change the rows that were put in, and take them out again. */
    void empty(RowUse rows) throws SQLException {
        for (int i = inserted.size() - 1; i >= 0; i--) {
            rows.examine(inserted.get(i).table(), inserted.get(i).place());
        }
    }

    private void insert(GeneratedTable table) throws SQLException {
        Optional<String> silent = Optional.empty();
        for (String insert : attempts.finds(table.anyRow()) ? table.copies() : List.<String>of()) {
            Result result = attempts.keep(insert);
            if (isSettled(table, result)) {
                return;
            }
            silent = result.succeeded() ? Optional.of(insert) : silent;
        }
        Optional<Failure> last = Optional.empty();
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            String insert = table.insert();
            Result result = attempts.keep(insert);
            last = result.failure();
            if (isSettled(table, result)) {
                return;
            }
            if (last.isEmpty()) {
                silent = Optional.of(insert);
                break;
            }
            if (!table.avoid(last.get()) && !last.get().passesByItself()) {
                break;
            }
        }
        if (silent.isPresent()) {
            keptOut(table, silent.get());
        } else {
            withARowThatIsThere(table, last);
        }
    }

    /** Whether it is known now what comes of a row: it is in the table, or none would ever be. */
    private boolean isSettled(GeneratedTable table, Result result) throws SQLException {
        if (result.failure().filter(Failure::refusesEveryRow).isPresent()) {
            tally.failed(Operation.INSERT, table, result.failure().get());
            return true;
        }
        if (result.row().isEmpty()) {
            return false;
        }
        if (!isBrokenAtItsEnd(table)) {
            tally.worked(Operation.INSERT, table);
            inserted.add(new Inserted(table, result.row().get(0)));
        }
        return true;
    }

    /** What waits for the end of the transaction is called now. */
    private boolean isBrokenAtItsEnd(GeneratedTable table) throws SQLException {
        Optional<Failure> deferred =
                attempts.tryOut("set constraints all immediate").filter(Failure::refusesEveryRow);
        deferred.ifPresent(failure -> tally.failed(Operation.INSERT, table, failure));
        return deferred.isPresent();
    }

    /** A trigger may lead a row elsewhere, or keep a second one like it out; one that is nowhere is lost. */
    private void keptOut(GeneratedTable table, String insert) throws SQLException {
        if (attempts.leavesATrace(insert)) {
            if (!isBrokenAtItsEnd(table)) {
                tally.worked(Operation.INSERT, table);
            }
            return;
        }
        Result unlikeAny = attempts.keep(table.unlikeAny());
        if (!isSettled(table, unlikeAny)) {
            unlikeAny
                    .failure()
                    .ifPresentOrElse(
                            failure -> tally.failed(Operation.INSERT, table, failure),
                            () -> tally.swallowed(Operation.INSERT, table));
        }
    }

    /** Where nothing new fits, a row that is there is written again, deleted, and put back. */
    private void withARowThatIsThere(GeneratedTable table, Optional<Failure> last) throws SQLException {
        Result row = attempts.keep(table.anyRow());
        if (row.row().isEmpty()) {
            last.ifPresent(failure -> tally.failed(Operation.INSERT, table, failure));
            return;
        }
        String place = row.row().get(0);
        Optional<Failure> again = attempts.write(table.putBack(place)).failure();
        again.ifPresentOrElse(
                failure -> tally.failed(Operation.INSERT, table, failure), () -> tally.worked(Operation.INSERT, table));
        if (again.filter(Failure::refusesEveryRow).isEmpty()) {
            inserted.add(new Inserted(table, place));
        }
    }
}
