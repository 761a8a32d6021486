package io.replyx.verify.operation.deploy;

import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.Sql;
import io.replyx.verify.migration.lock.BlockerWatch;
import io.replyx.verify.migration.lock.WaitLimits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Gathers statistics of the contract's tables and of those that have none yet, and sets what the contract states for the database. */
final class Optimisation {
    private static final String NO_PRIVILEGE = "42501";
    private static final String IS_SET = """
            select 1 from pg_catalog.pg_db_role_setting s
            join pg_catalog.pg_database d on d.oid = s.setdatabase
            where d.datname = pg_catalog.current_database() and s.setrole = 0 and ? = any (s.setconfig)
            """;
    private static final String VECTOR = """
            select pg_catalog.quote_ident(n.nspname) || '.vector' from pg_catalog.pg_extension e
            join pg_catalog.pg_namespace n on n.oid = e.extnamespace where e.extname = ?
            """;

    private final Connection connection;
    private final String database;
    private final WaitLimits waits;
    private final List<String> tables;
    private final Map<String, String> settings;

    Optimisation(Connection connection, String database, Subject subject, WaitLimits waits) {
        this.waits = waits;
        this.connection = connection;
        this.database = database;
        this.tables = subject.contract().map(Contract::maintainedTables).orElse(List.of());
        this.settings = subject.contract().map(Contract::databaseSettings).orElse(Map.of());
    }

    /** What is going to be done, as statements. */
    static List<String> statements(String database, Subject subject) {
        List<String> statements = new ArrayList<>();
        subject.contract()
                .map(Contract::maintainedTables)
                .orElse(List.of())
                .forEach(table -> statements.add("ANALYZE " + table));
        subject.contract()
                .map(Contract::databaseSettings)
                .orElse(Map.of())
                .forEach((name, value) -> statements.add(alter(database, name, value)));
        return statements;
    }

    private static String alter(String database, String name, String value) {
        String quoted = name.matches("[a-z_]+(\\.[a-z_]+)?") ? name : Sql.identifier(name);
        return "ALTER DATABASE " + Sql.identifier(database) + " SET " + quoted + " = "
                + Sql.literal(value).strip();
    }

    String run(Supplier<BlockerWatch> watch) throws SQLException {
        List<String> lines = new ArrayList<>();
        lines.add(new Analyses(connection, waits, watch).of(tables));
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            lines.add(set(setting.getKey(), setting.getValue()));
        }
        return lines.stream().map(line -> line.split("\n", 2)[0]).collect(Collectors.joining(", "))
                + lines.stream()
                        .filter(line -> line.contains("\n"))
                        .map(line -> line.substring(line.indexOf('\n')))
                        .collect(Collectors.joining());
    }

    private Optional<SQLException> attempt(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return Optional.empty();
        } catch (SQLException failed) {
            return Optional.of(failed);
        }
    }

    /** Until the library is loaded in the session, its parameters are nobody's, and only a superuser may set them. */
    private String set(String name, String value) throws SQLException {
        if (ask(IS_SET, name + "=" + value).isPresent()) {
            return name + " is " + value;
        }
        Optional<String> vector = ask(VECTOR, "vector");
        if (vector.isPresent()) {
            attempt("select '[1]'::" + vector.get());
        }
        String statement = alter(database, name, value);
        Optional<SQLException> failed = attempt(statement);
        if (failed.isEmpty()) {
            return name + " set to " + value;
        }
        if (NO_PRIVILEGE.equals(failed.get().getSQLState())) {
            return name + " NOT set, which the role may not do\n  a superuser or the database's owner runs: "
                    + statement + ";";
        }
        throw StepFailed.of(statement + " failed: " + failed.get().getMessage());
    }

    private Optional<String> ask(String sql, String parameter) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, parameter);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }
}
