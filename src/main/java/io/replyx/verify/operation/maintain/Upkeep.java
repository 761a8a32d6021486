package io.replyx.verify.operation.maintain;

import io.replyx.verify.database.PassedOver;
import io.replyx.verify.database.SqlState;
import io.replyx.verify.migration.lock.BlockerWatch;
import io.replyx.verify.migration.lock.Ladder;
import io.replyx.verify.migration.lock.SessionLimits;
import io.replyx.verify.migration.lock.StatementStop;
import io.replyx.verify.migration.lock.WaitLimits;
import io.replyx.verify.migration.undo.Rebuild;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Runs statements that keep a database in shape: each is bounded, asks again for its locks, and leaves nothing behind. */
final class Upkeep implements AutoCloseable {
    private final Connection connection;
    private final DataSource others;
    private final WaitLimits waits;
    private final SessionLimits limits;
    private final Rebuild rebuild;

    /**
     * Bound a session that is in autocommit.
     *
     * @param others where further connections to the same database come from, to see who is in the way
     */
    Upkeep(Connection connection, DataSource others, WaitLimits waits) throws SQLException {
        this.connection = connection;
        this.others = others;
        this.waits = waits;
        this.limits = SessionLimits.bound(connection, waits);
        this.rebuild = Rebuild.in(connection, others, waits, limits);
    }

    /** The server process of the session. */
    int process() throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    /** Do one step; empty when it ran through. */
    Optional<StatementStop> take(Step step) throws SQLException {
        return step.work() == Work.REINDEX ? rebuild.of(step.object()) : run(step.sql());
    }

    /** Run VACUUM or ANALYZE, and ask again for locks that are not to be had. */
    private Optional<StatementStop> run(String sql) throws SQLException {
        int process = process();
        Ladder.Climb<Optional<SQLException>> climb = new Ladder(waits.locks(), () -> BlockerWatch.on(others, process))
                .climb(() -> once(sql), failure -> failure.map(SQLException::getSQLState));
        return climb.last()
                .map(failure -> new StatementStop(
                        String.valueOf(failure.getMessage()).strip(),
                        Optional.ofNullable(failure.getSQLState()),
                        true,
                        climb.blockers()));
    }

    private Optional<SQLException> once(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return PassedOver.in(statement).map(SQLException.class::cast);
        } catch (SQLException refused) {
            return Optional.of(refused);
        }
    }

    /** What happened besides, once. */
    List<String> notes() {
        return rebuild.notes();
    }

    @Override
    public void close() throws SQLException {
        try {
            limits.close();
        } catch (SQLException lost) {
            if (!SqlState.connectionLost(String.valueOf(lost.getSQLState()))) {
                throw lost;
            }
        }
    }
}
