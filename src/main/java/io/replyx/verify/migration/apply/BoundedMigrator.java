package io.replyx.verify.migration.apply;

import io.replyx.verify.database.LentConnection;
import io.replyx.verify.database.SqlState;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.lock.Blocker;
import io.replyx.verify.migration.lock.BlockerWatch;
import io.replyx.verify.migration.lock.Ladder;
import io.replyx.verify.migration.lock.SessionLimits;
import io.replyx.verify.migration.lock.WaitLimits;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Applies single versions to a database in use: every statement is bounded, what did not get its locks is tried again, and
 * a script outside a transaction that was begun before is run again from the top.
 */
public final class BoundedMigrator {
    private final Path versioned;
    private final Connection session;
    private final DataSource others;
    private final WaitLimits limits;
    private final List<String> healed = new ArrayList<>();

    /**
     * Apply scripts over one session, which may hold the lock on migrations.
     *
     * @param versioned the folder of versioned scripts
     * @param session a session under autocommit; it stays open
     * @param others further sessions, to see for whom this one waits
     */
    public BoundedMigrator(Path versioned, Connection session, DataSource others, WaitLimits limits) {
        this.versioned = versioned;
        this.session = session;
        this.others = others;
        this.limits = limits;
    }

    /**
     * Why a version is not in place.
     *
     * @param reason the failure of the last try
     * @param attempts how many tries there were
     * @param blockers who stood in the way
     */
    public record Stop(ScriptFailure reason, int attempts, List<Blocker> blockers) {
        public Stop {
            blockers = List.copyOf(blockers);
        }

        /** Whether nothing but others stood in the way. */
        public boolean locked() {
            return reason.sqlState()
                    .filter(state -> state.equals(SqlState.LOCK_NOT_AVAILABLE) || PacedConnection.heldBack(state))
                    .isPresent();
        }

        /** The failure, with those who stood in the way. */
        public String describe() {
            String tries = attempts > 1 ? " (" + attempts + " tries)" : "";
            return reason.describe()
                    + tries
                    + String.join(
                            "",
                            blockers.stream()
                                    .map(blocker -> "\n  " + blocker.describe())
                                    .toList());
        }
    }

    /** Apply a version, of which everything below is in place; empty when it is in place too. */
    public Optional<Stop> apply(Migration migration) throws SQLException {
        int process = session.unwrap(PGConnection.class).getBackendPID();
        SessionLimits bounds = SessionLimits.bound(session, limits);
        PacedConnection paced = new PacedConnection(session, bounds, limits.snapshots(), healed::add);
        try {
            Ladder.Climb<Optional<ScriptFailure>> climb = new Ladder(
                            limits.locks(), () -> BlockerWatch.on(others, process))
                    .climb(() -> once(migration, paced), failure -> failure.flatMap(ScriptFailure::sqlState));
            return climb.last()
                    .map(reason -> new Stop(
                            reason,
                            climb.attempts(),
                            paced.blockers().isEmpty() ? climb.blockers() : paced.blockers()));
        } finally {
            bounds.close();
        }
    }

    /** What interrupted builds had left and was dropped, so that it is built anew; told once. */
    public List<String> healed() {
        List<String> told = List.copyOf(healed);
        healed.clear();
        return told;
    }

    private Optional<ScriptFailure> once(Migration migration, PacedConnection paced) throws SQLException {
        forgetFailure(migration);
        MigrationReport report = new Migrator(versioned, new LentConnection(paced.connection()), limits.snapshots())
                .deployUpTo(migration.version());
        healed.addAll(report.healed());
        return report.failure();
    }

    /**
     * Remove the row by which Flyway remembers that the script of a version failed outside a transaction, and with which it
     * applies nothing more. Whoever calls this holds the lock on migrations.
     *
     * @return whether there was such a row
     */
    public boolean forgetFailure(Migration migration) throws SQLException {
        Optional<SchemaHistory> history = SchemaHistory.read(session);
        if (history.isEmpty()) {
            return false;
        }
        try (PreparedStatement delete = session.prepareStatement(
                "delete from " + history.get().table() + " where not success and version = ? and script = ?")) {
            delete.setString(1, migration.version().toString());
            delete.setString(2, migration.apply().name());
            return delete.executeUpdate() > 0;
        }
    }
}
