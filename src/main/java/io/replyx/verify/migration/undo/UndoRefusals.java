package io.replyx.verify.migration.undo;

import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.settings.Refused;
import java.util.Optional;

/** The states of a history in which a version cannot be taken back. */
final class UndoRefusals {
    private static final String UNTOUCHED = " Nothing was touched. ";

    private UndoRefusals() {}

    static void check(SchemaHistory history, Version version) {
        history.failed().forEach(row -> refuseUnfinished(row, version));
        SchemaHistory.Row row = Optional.ofNullable(history.inPlace().get(version))
                .orElseThrow(() -> new Refused("Version " + version + " is not in place according to " + history.table()
                        + ", so there is nothing to take back." + UNTOUCHED));
        if (row.type().equals("BASELINE")) {
            throw new Refused("Version " + version + " is the baseline of " + history.table()
                    + ": it was there before Flyway came, and no script of this chain made it." + UNTOUCHED
                    + "Restore a backup to go back beyond it.");
        }
        history.current().filter(current -> current.compareTo(version) > 0).ifPresent(current -> {
            throw new Refused("Version " + current + " is in place above version " + version + "." + UNTOUCHED
                    + "Take versions back from the highest down: begin with " + current + ".");
        });
    }

    /** The row of an undo of a version that was begun and not completed. */
    static Optional<SchemaHistory.Row> begun(SchemaHistory history, Version version) {
        return history.failed().stream()
                .filter(row ->
                        row.beganUndo() && row.version().filter(version::equals).isPresent())
                .findFirst();
    }

    private static void refuseUnfinished(SchemaHistory.Row row, Version version) {
        String which = row.version().map(v -> "version " + v).orElse(row.script());
        if (!row.beganUndo()) {
            throw new Refused("The history says that " + which + " (" + row.script() + ") failed and was not repaired."
                    + UNTOUCHED + "Look at what the script left behind, take that back by hand, run"
                    + " `flyway repair`, which removes the row, and run the command again.");
        }
        if (row.version().filter(version::equals).isEmpty()) {
            throw new Refused("The undo of " + which + " was begun and is not complete." + UNTOUCHED
                    + "Complete it first: roll back to the version before " + which + ".");
        }
    }
}
