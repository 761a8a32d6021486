package io.replyx.verify.operation;

import io.replyx.verify.migration.HistoryChange;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.settings.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What others do to a database while an operation looks at it or waits for its turn, told by name. */
public final class Meanwhile {
    private Meanwhile() {}

    /**
     * Have nobody work on by a history that is no longer what it was.
     *
     * @param address host, port and database
     * @param since when it was read, as in {@code the plan was made}
     * @throws Refused when it has changed: it says what was applied or taken back, when and by whom
     */
    public static void requireNobody(
            String address, String since, Optional<SchemaHistory> before, Optional<SchemaHistory> now) {
        if (!now.equals(before)) {
            throw new Refused("The history of " + address + " has changed since " + since + ": "
                    + HistoryChange.between(before, now).describe()
                    + ". Nothing was touched. Run the command again for a new plan.");
        }
    }

    /** Obstacles, with the word that they may be the unfinished work of whoever holds the lock on migrations. */
    public static List<String> obstacles(DatabaseStatus status, List<String> found) {
        List<String> told = new ArrayList<>(found);
        if (!found.isEmpty()) {
            status.lockHolder()
                    .ifPresent(holder -> told.add("what was found may be the work of another deployment or rollback,"
                            + " which is under way: " + holder.describe()
                            + ". Run the command again when it has ended"));
        }
        return told;
    }
}
