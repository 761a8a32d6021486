package io.replyx.verify.migration.undo;

import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.lock.MigrationLock;
import io.replyx.verify.migration.lock.SessionLimits;
import io.replyx.verify.migration.lock.WaitLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Takes a version back, which Flyway Community cannot: runs the undo script and writes a history row of type
 * {@code DELETE}, after which Flyway holds the version for pending again.
 *
 * <p>A script that may run in a transaction shares one with its history row and its proof, so that all are there or none
 * is. One that may not is run statement by statement, and can be run again after any interruption. Whoever works on a
 * database that others use holds the {@link MigrationLock} on the same connection.
 */
public final class Undo {
    private final Connection connection;
    private final Optional<DataSource> others;
    private final WaitLimits limits;

    /** Undo over a connection of the role that owns the objects; it is left in autocommit. */
    public Undo(Connection connection) {
        this(connection, Optional.empty(), WaitLimits.STANDARD);
    }

    /**
     * Undo on a database that others use.
     *
     * @param connection a direct connection of the role that owns the objects; it is left in autocommit
     * @param others where further connections to the same database come from, to see who is in the way and to ask for
     *     the outcome of a commit whose answer was lost
     * @param limits the bounds
     */
    public Undo(Connection connection, DataSource others, WaitLimits limits) {
        this(connection, Optional.of(others), limits);
    }

    private Undo(Connection connection, Optional<DataSource> others, WaitLimits limits) {
        this.connection = connection;
        this.others = others;
        this.limits = limits;
    }

    /**
     * Take one version back.
     *
     * @return why the script failed; empty when it ran through
     * @throws SQLException when the connection itself fails before the script begins
     */
    public Optional<ScriptFailure> run(Migration migration) throws SQLException {
        return run(migration, Proof.NONE).failure();
    }

    /**
     * Take one version back if a proof holds afterwards.
     *
     * @throws io.replyx.verify.settings.Refused when the history does not allow it; nothing was touched
     * @throws SQLException when the connection itself fails before the script begins
     */
    public UndoResult run(Migration migration, Proof proof) throws SQLException {
        Script script = migration
                .undo()
                .orElseThrow(() -> new IllegalArgumentException("no undo script for version " + migration.version()));
        connection.setAutoCommit(true);
        UndoHistory history = UndoHistory.check(connection, migration, script);
        UndoSession session = UndoSession.of(connection, others, limits);
        Completion completion = new Completion(session, history, script, proof);
        try (SessionLimits bounds = SessionLimits.bound(connection, limits)) {
            return script.transactional()
                    ? new UndoInTransaction(session, script, completion).run()
                    : new UndoStepByStep(session, history, script, completion).run(bounds);
        }
    }
}
