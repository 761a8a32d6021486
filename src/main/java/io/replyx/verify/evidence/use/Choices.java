package io.replyx.verify.evidence.use;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values that are chosen for columns of a table after rows with others were refused. */
final class Choices {
    private final Map<String, Refusals> refusals = new LinkedHashMap<>();
    private final Attempts attempts;

    Choices(Attempts attempts) {
        this.attempts = attempts;
    }

    /** Whether a column has to be given a value for what was refused. */
    boolean minds(GeneratedColumn column) {
        return refusals.containsKey(column.name());
    }

    String value(GeneratedColumn column) {
        Refusals refused = refusals.get(column.name());
        return refused == null ? column.fresh() : refused.value(column);
    }

    /** Choose other values after a row was refused, and tell whether there are any left. */
    boolean avoid(Failure failure) throws SQLException {
        boolean other = false;
        for (Refusals refused : failure.refusesRow() ? Refusals.read(failure, attempts) : List.<Refusals>of()) {
            if (refusals.putIfAbsent(refused.column(), refused) == null) {
                other = true;
            }
        }
        if (!other) {
            for (Refusals refused : refusals.values()) {
                other |= refused.next();
            }
        }
        return other;
    }
}
