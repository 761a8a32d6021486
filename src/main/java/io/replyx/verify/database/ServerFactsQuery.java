package io.replyx.verify.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** Asks a server for its facts in one query that any role may run. */
public final class ServerFactsQuery {
    /** The privilege is looked at first: a refusal would abort the transaction that this may run in. */
    private static final String SQL = """
            select pg_catalog.split_part(pg_catalog.current_setting('server_version'), ' ', 1) as version,
                   pg_catalog.current_setting('server_version_num')::pg_catalog.int4 / 10000 as major,
                   (select x.default_version from pg_catalog.pg_available_extensions() as x where x.name = 'vector')
                       as pgvector,
                   case when pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'execute')
                        then (select s.system_identifier::pg_catalog.text from pg_catalog.pg_control_system() as s)
                   end as system_identifier,
                   pg_catalog.pg_is_in_recovery() as standby,
                   case when not pg_catalog.pg_is_in_recovery() then null
                        -- While no primary sends anything, it says nothing that all has been replayed.
                        when pg_catalog.pg_last_wal_receive_lsn() = pg_catalog.pg_last_wal_replay_lsn()
                             and exists (select from pg_catalog.pg_stat_wal_receiver) then 0
                        else extract(epoch from pg_catalog.clock_timestamp()
                                                - pg_catalog.pg_last_xact_replay_timestamp()) * 1000
                   end::pg_catalog.int8 as behind_ms
            """;

    private ServerFactsQuery() {}

    /** The facts of the server at the other end, and where it came from. */
    public static ServerFacts read(Connection connection, String origin) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SQL)) {
            row.next();
            return new ServerFacts(
                    row.getString("version"),
                    row.getInt("major"),
                    Optional.ofNullable(row.getString("pgvector")),
                    origin,
                    Optional.ofNullable(row.getString("system_identifier")),
                    row.getBoolean("standby")
                            ? Optional.of(new StandbyLag(Optional.ofNullable(row.getObject("behind_ms", Long.class))
                                    .map(Duration::ofMillis)))
                            : Optional.empty());
        }
    }
}
