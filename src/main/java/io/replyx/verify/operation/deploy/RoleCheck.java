package io.replyx.verify.operation.deploy;

import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.operation.Approved;
import io.replyx.verify.operation.PrivilegeChecks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds what the role may not do that a deployment will do as it, before anything is touched. */
final class RoleCheck {
    private static final int FIRST_WITH_MAINTAIN = 17;
    private static final String NO_CREATE = """
            select n.nspname from pg_catalog.pg_namespace n
            where n.nspname = any (?::pg_catalog.text[]) and not pg_catalog.has_schema_privilege(n.oid, 'CREATE')
            order by 1
            """;
    private static final String NO_ANALYZE = """
            select t.name from pg_catalog.unnest(?::pg_catalog.text[]) as t (name)
            join pg_catalog.pg_class c on c.oid = pg_catalog.to_regclass(t.name)
            join pg_catalog.pg_database d on d.datname = pg_catalog.current_database()
            where not pg_catalog.pg_has_role(c.relowner, 'USAGE') and not pg_catalog.pg_has_role(d.datdba, 'USAGE')
            """;
    private static final String NO_MAINTAIN = " and not pg_catalog.has_table_privilege(c.oid, 'MAINTAIN')";

    private final Subject subject;
    private final Approved approved;
    private final int major;

    RoleCheck(Subject subject, Approved approved, int major) {
        this.subject = subject;
        this.approved = approved;
        this.major = major;
    }

    List<String> obstacles(Connection connection, String role, Optional<SchemaHistory> history, List<Migration> pending)
            throws SQLException {
        List<String> obstacles = new ArrayList<>();
        if (!pending.isEmpty()) {
            Set<String> changed = PrivilegeChecks.relations(changes(history.flatMap(SchemaHistory::current), pending));
            obstacles.addAll(PrivilegeChecks.foreign(connection, role, "the pending scripts", changed));
            if (history.isPresent()) {
                obstacles.addAll(PrivilegeChecks.history(connection, role, history.get()));
            }
            names(connection, NO_CREATE, schemas(changed, history))
                    .forEach(schema -> obstacles.add("role " + role + " may not make anything in schema " + schema
                            + ": use the role that deploys, or grant it CREATE"));
        }
        List<String> tables = subject.contract().map(Contract::maintainedTables).orElse(List.of());
        names(connection, NO_ANALYZE + (major >= FIRST_WITH_MAINTAIN ? NO_MAINTAIN : ""), tables)
                .forEach(table -> obstacles.add("role " + role + " may not analyze " + table
                        + ", which the deployment ends with: use the role that owns it"));
        return obstacles;
    }

    private List<CatalogDiff> changes(Optional<Version> from, List<Migration> pending) {
        List<CatalogDiff> changes = new ArrayList<>();
        Optional<Version> below = from;
        for (Migration migration : pending) {
            Optional<Version> at = Optional.of(migration.version());
            Optional<CatalogDiff> change = approved.of(below)
                    .flatMap(before -> approved.of(at).map(after -> CatalogDiff.between(before, after)));
            change.ifPresent(changes::add);
            below = at;
        }
        return changes;
    }

    /** Flyway makes its history in the schema that stands first in the search path, which is public unless set. */
    private static List<String> schemas(Set<String> relations, Optional<SchemaHistory> history) {
        Set<String> schemas = new TreeSet<>();
        relations.forEach(name -> schemas.add(schema(name)));
        schemas.add(history.map(books -> schema(books.table())).orElse("public"));
        return List.copyOf(schemas);
    }

    private static String schema(String qualified) {
        return qualified.substring(0, Math.max(0, qualified.indexOf('.'))).replace("\"", "");
    }

    private static List<String> names(Connection connection, String sql, List<String> parameter) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("text", parameter.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }
}
