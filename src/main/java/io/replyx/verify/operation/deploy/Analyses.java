package io.replyx.verify.operation.deploy;

import io.replyx.verify.database.PassedOver;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.lock.BlockerWatch;
import io.replyx.verify.migration.lock.Ladder;
import io.replyx.verify.migration.lock.WaitLimits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Gathers statistics of tables, table by table, and asks again for locks that are not to be had. */
final class Analyses {
    private static final String TABLE = """
            select pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.oid = pg_catalog.to_regclass(?)
            """;
    private static final String NEVER_ANALYZED = """
            select pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) as name
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'm') and c.reltuples = -1 and c.relpersistence <> 't'
              and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_t'
              and pg_catalog.pg_has_role(c.relowner, 'USAGE') and c.relname <> ?
            order by 1
            """;
    private final Connection connection;
    private final WaitLimits waits;
    private final Supplier<BlockerWatch> watch;

    Analyses(Connection connection, WaitLimits waits, Supplier<BlockerWatch> watch) {
        this.connection = connection;
        this.waits = waits;
        this.watch = watch;
    }

    /** Analyze these tables, and those of the role that never were: the planner knows nothing of them. */
    String of(List<String> tables) throws SQLException {
        for (String table : tables) {
            analyze(names(TABLE, table).stream()
                    .findFirst()
                    .orElseThrow(
                            () -> StepFailed.of("table " + table + ", which the contract has analyzed, is missing")));
        }
        List<String> first = names(NEVER_ANALYZED, SchemaHistory.TABLE);
        for (String table : first) {
            analyze(table);
        }
        return (tables.isEmpty() ? "no table to analyze" : tables.size() + " tables analyzed")
                + (first.isEmpty() ? "" : ", and " + first.size() + " for the first time");
    }

    private void analyze(String name) throws SQLException {
        Optional<SQLException> failed = new Ladder(waits.locks(), watch)
                .climb(() -> attempt("analyze " + name), failure -> failure.map(SQLException::getSQLState))
                .last();
        if (failed.isPresent()) {
            throw StepFailed.of(
                    "ANALYZE of " + name + " failed: " + failed.get().getMessage());
        }
    }

    /** The server passes over a table that the role may not analyze, with nothing but a warning. */
    private Optional<SQLException> attempt(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return PassedOver.in(statement).map(SQLException.class::cast);
        } catch (SQLException failed) {
            return Optional.of(failed);
        }
    }

    private List<String> names(String sql, String parameter) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, parameter);
            List<String> names = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Optional.ofNullable(row.getString(1)).ifPresent(names::add);
                }
            }
            return names;
        }
    }
}
