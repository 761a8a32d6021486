package io.replyx.verify.migration.undo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** What must be true after an undo; it is asked in the undo's own transaction, before the commit. */
@FunctionalInterface
public interface Proof {
    /** A proof that asks nothing. */
    Proof NONE = connection -> Optional.empty();

    /**
     * Look for what speaks against the undo.
     *
     * @param connection the undo's own connection, in its open transaction
     * @return what is wrong; empty when all is as it must be
     */
    Optional<String> refute(Connection connection) throws SQLException;
}
