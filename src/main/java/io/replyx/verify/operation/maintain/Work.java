package io.replyx.verify.operation.maintain;

import io.replyx.verify.migration.undo.Rebuild;

/** What can be done for a table or an index. */
public enum Work {
    /** Room of dead rows is made free, and statistics are gathered. */
    VACUUM,
    /** An index over vectors is built anew. */
    REINDEX,
    /** Statistics are gathered. */
    ANALYZE;

    String statement(String object) {
        return switch (this) {
            case VACUUM -> "vacuum (analyze) " + object;
            case ANALYZE -> "analyze " + object;
            case REINDEX -> Rebuild.statement(object);
        };
    }
}
