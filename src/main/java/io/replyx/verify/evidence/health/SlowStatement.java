package io.replyx.verify.evidence.health;

import io.replyx.verify.database.StatementExcerpt;
import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statement that takes long on average, as pg_stat_statements has counted.
 *
 * @param id the number that the server knows it by; empty where the statement is hidden
 * @param text its beginning, without values; empty where it is hidden
 * @param calls how often it ran
 * @param mean its mean time in milliseconds
 * @param total the time of all calls in milliseconds
 */
public record SlowStatement(String id, Optional<String> text, long calls, double mean, double total) {
    private static final int MOST = 20;

    // Whose statements are hidden has no number for them.
    private static final String QUERY = """
            select coalesce(s.queryid::pg_catalog.text, '') as id,
                   case when s.queryid is null then null else s.query end as text,
                   s.calls, s.mean_exec_time as mean, s.total_exec_time as total
            from %s.pg_stat_statements s
            where s.dbid = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())
              and s.mean_exec_time > ?
            order by s.mean_exec_time desc, 1
            limit %d
            """;

    /** The schema that pg_stat_statements is installed in; empty when the database does not have it. */
    public static Optional<String> extension(Connection connection) throws SQLException {
        return FactSql.beside(SlowStatement.class, "statements_extension")
                .ask(connection, row -> row.getString("schema"))
                .stream()
                .findFirst();
    }

    /** The slowest of those that take longer than a limit on average. */
    public static List<SlowStatement> read(Connection connection, String schema, Duration limit) throws SQLException {
        String sql = QUERY.formatted(io.replyx.verify.database.Sql.identifier(schema), MOST);
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setDouble(1, limit.toNanos() / 1e6);
            try (ResultSet row = query.executeQuery()) {
                List<SlowStatement> slow = new ArrayList<>();
                while (row.next()) {
                    slow.add(new SlowStatement(
                            row.getString("id"),
                            Optional.ofNullable(row.getString("text")).map(StatementExcerpt::of),
                            row.getLong("calls"),
                            row.getDouble("mean"),
                            row.getDouble("total")));
                }
                return slow;
            }
        }
    }
}
