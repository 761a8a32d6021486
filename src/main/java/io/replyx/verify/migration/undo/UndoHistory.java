package io.replyx.verify.migration.undo;

import io.replyx.verify.migration.Checksum;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Script;
import io.replyx.verify.settings.Refused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * What the schema history says before an undo, and the row of type {@code DELETE} that it gets: who took which version
 * back, when, with which script of which checksum.
 *
 * <p>For a script that runs outside a transaction a row is written before its first statement, as of a version that
 * failed, and made the row of the undo after the last: so a run that is interrupted is known for what it is, and Flyway
 * applies nothing on top of it.
 */
final class UndoHistory {
    // What Flyway takes for the removal of a version, and what it takes for a version that failed.
    private static final String DONE = "DELETE";
    private static final String BEGUN = "SQL";

    private final String table;
    private final Migration migration;
    private final Script script;
    private Optional<Integer> begun;

    private UndoHistory(String table, Migration migration, Script script, Optional<Integer> begun) {
        this.table = table;
        this.migration = migration;
        this.script = script;
        this.begun = begun;
    }

    /**
     * Look whether a version can be taken back now.
     *
     * @throws Refused when it is not the highest in place, came with a baseline, or something is unfinished
     */
    static UndoHistory check(Connection connection, Migration migration, Script script) throws SQLException {
        SchemaHistory history = SchemaHistory.read(connection)
                .orElseThrow(() -> new Refused("There is no table " + SchemaHistory.TABLE
                        + " in this database, so nothing says that version " + migration.version()
                        + " is in place. Nothing was touched. Check that it is the right database."));
        UndoRefusals.check(history, migration.version());
        return new UndoHistory(
                history.table(),
                migration,
                script,
                UndoRefusals.begun(history, migration.version()).map(SchemaHistory.Row::rank));
    }

    /** Whether an earlier run of the same undo was interrupted. */
    boolean resumes() {
        return begun.isPresent();
    }

    /** Write that the undo begins. */
    void begin(Connection connection) throws SQLException {
        insert(connection, Duration.ZERO, false);
        begun = UndoRefusals.begun(SchemaHistory.read(connection).orElseThrow(), migration.version())
                .map(SchemaHistory.Row::rank);
    }

    /** Take back that the undo began: nothing of it happened. */
    void forget(Connection connection) throws SQLException {
        String sql = "delete from " + table + " where installed_rank = ? and not success";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setInt(1, begun.orElseThrow());
            delete.executeUpdate();
        }
        begun = Optional.empty();
    }

    /** Write that the undo is done. */
    void complete(Connection connection, Duration took) throws SQLException {
        if (begun.isEmpty()) {
            insert(connection, took, true);
            return;
        }
        String sql = "update " + table + " set type = '" + DONE
                + "', success = true, installed_by = current_user, installed_on = now(),"
                + " script = ?, checksum = ?, execution_time = ? where installed_rank = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, script.name());
            update.setInt(2, Checksum.of(script));
            update.setInt(3, Math.toIntExact(took.toMillis()));
            update.setInt(4, begun.get());
            if (update.executeUpdate() != 1) {
                throw new SQLException("the row of the undo in " + table + " is gone");
            }
        }
    }

    private void insert(Connection connection, Duration took, boolean success) throws SQLException {
        String sql = "insert into " + table
                + " (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)"
                + " select max(installed_rank) + 1, ?, ?, ?, ?, ?, current_user, ?, ? from " + table;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, migration.version().toString());
            insert.setString(2, migration.description());
            insert.setString(3, success ? DONE : BEGUN);
            insert.setString(4, script.name());
            insert.setInt(5, Checksum.of(script));
            insert.setInt(6, Math.toIntExact(took.toMillis()));
            insert.setBoolean(7, success);
            insert.executeUpdate();
        }
    }

    /** Whether the version is taken back by now, asked from another session. */
    boolean isUndone(Connection other) throws SQLException {
        return !SchemaHistory.read(other).orElseThrow().inPlace().containsKey(migration.version());
    }
}
