package io.replyx.verify.evidence.use;

import io.replyx.verify.evidence.use.Attempts.Result;
import io.replyx.verify.evidence.use.Use.Fault;
import io.replyx.verify.evidence.use.Use.Refusal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
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
    private final Set<String> taking = new HashSet<>();
    private final List<Refusal> refusing = new ArrayList<>();
    private final List<Inserted> inserted = new ArrayList<>();

    TableUse(Attempts attempts, Set<String> bookkeeping) {
        this.attempts = attempts;
        this.bookkeeping = bookkeeping;
    }

    /** The tables that took a row. */
    Set<String> taking() {
        return taking;
    }

    /** The tables that took none. */
    List<Refusal> refusing() {
        return refusing;
    }

    /** A row that was put in, by where the server keeps it. */
    private record Inserted(GeneratedTable table, String place) {}

    /** Put a row into all of them, add what is at fault, and tell how many there were. */
    int fill(List<Fault> broken) throws SQLException {
        List<GeneratedTable> tables = GeneratedTable.all(attempts, bookkeeping);
        for (GeneratedTable table : tables) {
            insert(table).ifPresent(broken::add);
        }
        return tables.size();
    }

    /** Change the rows that were put in, and take them out again. */
    void empty(TriggerUse triggers, List<Fault> broken) throws SQLException {
        for (int i = inserted.size() - 1; i >= 0; i--) {
            Inserted row = inserted.get(i);
            triggers.examine(row.table(), row.place());
            triggers.truncate(row.table())
                    .map(failure -> fault(row.table(), "truncate of", failure))
                    .ifPresent(broken::add);
            change(row).ifPresent(broken::add);
        }
    }

    private Optional<Fault> insert(GeneratedTable table) throws SQLException {
        Optional<Failure> last = Optional.empty();
        boolean filled = !attempts.keep(table.anyRow()).row().isEmpty();
        for (String insert : filled ? table.copies() : List.<String>of()) {
            Result result = attempts.keep(insert);
            last = result.failure();
            if (last.isEmpty()) {
                return settled(table, result);
            }
            if (last.get().refusesEveryRow()) {
                return Optional.of(fault(table, "insert into", last.get()));
            }
        }
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            Result result = attempts.keep(table.insert());
            last = result.failure();
            if (last.isEmpty()) {
                return settled(table, result);
            }
            if (last.get().refusesEveryRow()) {
                return Optional.of(fault(table, "insert into", last.get()));
            }
            if (!table.avoid(last.get()) && !last.get().passesByItself()) {
                break;
            }
        }
        return withARowThatIsThere(table, last);
    }

    /** What waits for the end of the transaction is called now. */
    private Optional<Fault> settled(GeneratedTable table, Result result) throws SQLException {
        taking.add(object(table));
        Optional<Failure> deferred = attempts.tryOut("set constraints all immediate");
        if (deferred.filter(Failure::refusesEveryRow).isPresent()) {
            return deferred.map(failure -> fault(table, "insert into", failure));
        }
        // A trigger may keep the row out.
        if (!result.row().isEmpty()) {
            inserted.add(new Inserted(table, result.row().get(0)));
        }
        return Optional.empty();
    }

    /** Where nothing new fits, a row that is there is written again, deleted, and put back. */
    private Optional<Fault> withARowThatIsThere(GeneratedTable table, Optional<Failure> last) throws SQLException {
        Result row = attempts.keep(table.anyRow());
        if (row.row().isEmpty()) {
            last.ifPresent(failure -> refused(table, failure));
            return Optional.empty();
        }
        String place = row.row().get(0);
        Optional<Failure> again = attempts.tryOut(table.putBack(place), "set constraints all immediate");
        if (again.filter(Failure::refusesEveryRow).isPresent()) {
            return again.map(failure -> fault(table, "insert into", failure));
        }
        again.ifPresentOrElse(failure -> refused(table, failure), () -> taking.add(object(table)));
        return change(new Inserted(table, place));
    }

    private void refused(GeneratedTable table, Failure failure) {
        refusing.add(new Refusal(fault(table, "insert into", failure), failure.mayBeOfTheRow()));
    }

    private Optional<Fault> change(Inserted row) throws SQLException {
        Optional<Failure> update = attempts.tryOut(row.table().update(row.place()), "set constraints all immediate");
        if (update.filter(Failure::refusesEveryRow).isPresent()) {
            return update.map(failure -> fault(row.table(), "update of", failure));
        }
        Optional<Fault> changed = changeAValue(row);
        if (changed.isPresent()) {
            return changed;
        }
        Optional<Failure> delete = attempts.tryOut(row.table().delete(row.place()), "set constraints all immediate");
        return delete.filter(Failure::refusesEveryRow).map(failure -> fault(row.table(), "delete from", failure));
    }

    /** Many triggers wait for a value that differs. */
    private Optional<Fault> changeAValue(Inserted row) throws SQLException {
        for (String update : row.table().changes(row.place())) {
            Optional<Failure> failed = attempts.tryOut(update, "set constraints all immediate");
            if (failed.filter(Failure::refusesEveryRow).isPresent()) {
                return failed.map(failure -> fault(row.table(), "update of", failure));
            }
            if (failed.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String object(GeneratedTable table) {
        return "table " + table.name();
    }

    private static Fault fault(GeneratedTable table, String what, Failure failure) {
        return new Fault(object(table), what + " table " + table.name() + " fails: " + failure.describe());
    }
}
