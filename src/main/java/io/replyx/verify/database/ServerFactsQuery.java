package io.replyx.verify.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
                   end as system_identifier
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
                    Optional.ofNullable(row.getString("system_identifier")));
        }
    }
}
