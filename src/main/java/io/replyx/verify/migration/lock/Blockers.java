package io.replyx.verify.migration.lock;

import io.replyx.verify.database.StatementExcerpt;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds who stands in the way of a session or of a concurrent build. */
public final class Blockers {
    // A prepared transaction that blocks appears as process 0.
    private static final String OF_A_WAITING_SESSION = """
            select 'process ' || b.pid as name, 'holds a lock that the undo waits for' as reason,
                   'select pg_terminate_backend(' || b.pid || ')' as remedy,
                   a.usename, a.application_name, a.state, a.query,
                   extract(epoch from pg_catalog.clock_timestamp() - a.xact_start) as age, '' as key
            from (select distinct pg_catalog.unnest(pg_catalog.pg_blocking_pids(?)) as pid) b
            left join pg_catalog.pg_stat_activity a on a.pid = b.pid
            where b.pid <> 0
            union all
            select 'prepared transaction ' || pg_catalog.quote_literal(p.gid), 'holds locks',
                   'rollback prepared ' || pg_catalog.quote_literal(p.gid),
                   p.owner, null, null, null, extract(epoch from pg_catalog.clock_timestamp() - p.prepared), ''
            from pg_catalog.pg_prepared_xacts p
            where p.database = pg_catalog.current_database() and 0 = any (pg_catalog.pg_blocking_pids(?))
            order by 1
            """;

    // A build waits for every snapshot older than itself, and every concurrent statement for those who hold a lock on
    // the table. Whoever came a moment ago is most likely gone in another. A prepared transaction has no process: its
    // locks are those beside the one on its own number.
    private static final String OF_A_CONCURRENT_STATEMENT = """
            select 'process ' || a.pid as name,
                   case when l.mode is not null then 'holds ' || l.mode || ' on the table'
                        else 'has an old snapshot' end as reason,
                   'select pg_terminate_backend(' || a.pid || ')' as remedy,
                   a.usename, a.application_name, a.state, a.query,
                   extract(epoch from pg_catalog.clock_timestamp() - a.xact_start) as age,
                   a.pid || ' ' || coalesce(l.transaction, '') as key
            from pg_catalog.pg_stat_activity a
            left join lateral (
              select pg_catalog.max(l.mode) as mode, pg_catalog.max(l.virtualtransaction) as transaction from pg_catalog.pg_locks l
              where l.pid = a.pid and l.locktype = 'relation' and l.granted and l.relation = ?
                and l.database = a.datid) l on true
            where a.datname = pg_catalog.current_database() and a.pid <> pg_catalog.pg_backend_pid()
              and (coalesce(a.xact_start < pg_catalog.clock_timestamp() - ? * interval '1 millisecond', l.mode is not null)
                   and (l.mode is not null or (? and a.backend_xmin is not null))
                   or l.mode in ('ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock',
                                 'AccessExclusiveLock'))
            union all
            select 'prepared transaction ' || pg_catalog.quote_literal(p.gid), 'holds a lock on the table',
                   'rollback prepared ' || pg_catalog.quote_literal(p.gid),
                   p.owner, null, null, null, extract(epoch from pg_catalog.clock_timestamp() - p.prepared), p.gid
            from pg_catalog.pg_prepared_xacts p
            where p.database = pg_catalog.current_database()
              and exists (
                select from pg_catalog.pg_locks own
                join pg_catalog.pg_locks l on l.pid is null and l.virtualtransaction = own.virtualtransaction
                where own.pid is null and own.locktype = 'transactionid' and own.transactionid = p.transaction
                  and l.locktype = 'relation' and l.relation = ?)
            order by 1
            """;

    /** The age from which on a transaction counts as old. */
    static final Duration OLD = Duration.ofSeconds(2);

    private Blockers() {}

    /** Those for whom a session waits at this moment. */
    static List<Blocker> of(Connection connection, int waiting) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OF_A_WAITING_SESSION)) {
            query.setInt(1, waiting);
            query.setInt(2, waiting);
            return read(query);
        }
    }

    /** Those for whom a concurrent statement on a table would have to wait. */
    public static List<Blocker> ofConcurrent(Connection connection, long table, boolean build) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OF_A_CONCURRENT_STATEMENT)) {
            query.setLong(1, table);
            query.setLong(2, OLD.toMillis());
            query.setBoolean(3, build);
            query.setLong(4, table);
            return read(query);
        }
    }

    private static List<Blocker> read(PreparedStatement query) throws SQLException {
        List<Blocker> blockers = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                blockers.add(new Blocker(
                        row.getString("name"),
                        row.getString("reason"),
                        Optional.ofNullable(row.getString("usename")),
                        Optional.ofNullable(row.getString("application_name")).filter(name -> !name.isBlank()),
                        Optional.ofNullable(row.getString("state")),
                        Optional.ofNullable(row.getString("query")).map(StatementExcerpt::of),
                        Optional.ofNullable(row.getBigDecimal("age")).map(age -> Duration.ofSeconds(age.longValue())),
                        row.getString("remedy"),
                        row.getString("key")));
            }
        }
        return blockers;
    }
}
