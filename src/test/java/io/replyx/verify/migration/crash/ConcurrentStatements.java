package io.replyx.verify.migration.crash;

import io.replyx.verify.migration.apply.IndexState;
import io.replyx.verify.migration.sql.ConcurrentStatement;
import io.replyx.verify.migration.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** What an undo sees of concurrent statements, so that a kill can be timed to their midst. */
final class ConcurrentStatements {
    private ConcurrentStatements() {}

    /** Whether it is one. */
    static boolean isConcurrent(SqlStatement statement) {
        return ConcurrentStatement.of(statement).isPresent();
    }

    /** The number of the table that it works on; empty when it has nothing to do. */
    static Optional<Long> table(Connection connection, SqlStatement statement) throws SQLException {
        ConcurrentStatement concurrent = ConcurrentStatement.of(statement).orElseThrow();
        IndexState state = IndexState.read(connection, concurrent);
        boolean idle = concurrent.kind() == ConcurrentStatement.Kind.DROP
                && state.invalid().isEmpty()
                && !state.valid();
        return idle ? Optional.empty() : state.table();
    }
}
