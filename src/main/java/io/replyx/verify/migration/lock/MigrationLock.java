package io.replyx.verify.migration.lock;

import io.replyx.verify.migration.SchemaHistory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Flyway's own advisory lock, taken for a session: while it is held, no deployer that uses Flyway and no second rollback
 * works on the database.
 *
 * <p>Take it on the connection that does the work, so that the lock cannot be lost while the work goes on. It needs a
 * direct connection: behind a pool of transactions, each statement may reach another session.
 */
public final class MigrationLock implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    // An advisory lock of one 64-bit key shows its halves as classid and objid, and 1 as objsubid.
    // A prepared transaction has no process: its locks are those beside the one on its own number.
    private static final String HOLDER = """
            select coalesce(l.pid, 0) as pid, p.gid, coalesce(a.usename, p.owner) as role, a.application_name,
                   pg_catalog.host(a.client_addr) as client, a.state,
                   extract(epoch from pg_catalog.clock_timestamp() - a.backend_start) as connected_for,
                   extract(epoch from pg_catalog.clock_timestamp() - coalesce(a.xact_start, p.prepared))
                     as transaction_for
            from pg_catalog.pg_locks l
            left join pg_catalog.pg_stat_activity a on a.pid = l.pid
            left join (pg_catalog.pg_locks own
                       join pg_catalog.pg_prepared_xacts p on p.transaction = own.transactionid)
              on l.pid is null and own.pid is null and own.locktype = 'transactionid'
                and own.virtualtransaction = l.virtualtransaction
            where l.locktype = 'advisory' and l.granted and l.objsubid = 1
              and l.classid::bigint = ? and l.objid::bigint = ?
              and l.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
              and l.pid is distinct from pg_catalog.pg_backend_pid()
            order by l.pid
            limit 1
            """;

    private final Connection connection;
    private final LockKey key;

    private MigrationLock(Connection connection, LockKey key) {
        this.connection = connection;
        this.key = key;
    }

    /**
     * Take the lock, and wait for it no longer than a while.
     *
     * @param connection a session outside a transaction; it holds the lock until the lock or the session is closed
     * @param historyTable qualified name of the history table, as {@link SchemaHistory#table()} has it
     * @param patience how long to try
     * @throws LockHeld when somebody else held it all the while
     */
    public static MigrationLock take(Connection connection, String historyTable, Duration patience)
            throws SQLException {
        LockKey key = LockKey.of(historyTable);
        Deadline deadline = Deadline.in(patience);
        // Never the waiting form: it has a snapshot while it waits, which concurrent builds then wait for.
        while (!ask(connection, "select pg_catalog.pg_try_advisory_lock(?)", key)) {
            if (deadline.over()) {
                throw new LockHeld(historyTable, patience, holder(connection, historyTable));
            }
            deadline.pause(POLL);
        }
        return new MigrationLock(connection, key);
    }

    /** The session that holds the lock, other than the one that asks; empty when nobody does. */
    public static Optional<LockHolder> holder(Connection connection, String historyTable) throws SQLException {
        LockKey key = LockKey.of(historyTable);
        try (PreparedStatement query = connection.prepareStatement(HOLDER)) {
            query.setLong(1, key.upper());
            query.setLong(2, key.lower());
            try (ResultSet result = query.executeQuery()) {
                return result.next() ? Optional.of(holder(result)) : Optional.empty();
            }
        }
    }

    private static LockHolder holder(ResultSet row) throws SQLException {
        return new LockHolder(
                row.getInt("pid"),
                Optional.ofNullable(row.getString("gid")),
                Optional.ofNullable(row.getString("role")),
                Optional.ofNullable(row.getString("application_name")).filter(name -> !name.isBlank()),
                Optional.ofNullable(row.getString("client")),
                seconds(row, "connected_for"),
                seconds(row, "transaction_for"),
                Optional.ofNullable(row.getString("state")));
    }

    private static Optional<Duration> seconds(ResultSet row, String column) throws SQLException {
        double seconds = row.getDouble(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /** Let go of the lock; a session that is gone has done so already. */
    @Override
    public void close() throws SQLException {
        if (!connection.isClosed()) {
            ask(connection, "select pg_catalog.pg_advisory_unlock(?)", key);
        }
    }

    private static boolean ask(Connection connection, String sql, LockKey key) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, key.number());
            try (ResultSet result = query.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }
}
