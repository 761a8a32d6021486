package io.replyx.verify.operation;

import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.Difference;
import io.replyx.verify.catalog.ObjectKey;
import io.replyx.verify.catalog.ObjectKind;
import io.replyx.verify.migration.SchemaHistory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds what the role may not do that scripts will do as it. */
public final class PrivilegeChecks {
    private static final Set<ObjectKind> OWNED = Set.of(ObjectKind.TABLE, ObjectKind.VIEW, ObjectKind.SEQUENCE);

    private static final String FOREIGN = """
            select wanted.name, pg_catalog.pg_get_userbyid(c.relowner) as owner
            from pg_catalog.unnest(?::pg_catalog.text[]) as wanted (name)
            join pg_catalog.pg_class c on c.oid = pg_catalog.to_regclass(wanted.name)
            where not pg_catalog.pg_has_role(c.relowner, 'USAGE')
            order by 1
            """;

    private static final String HISTORY = """
            select pg_catalog.has_table_privilege(t.id, 'INSERT') and pg_catalog.has_table_privilege(t.id, 'UPDATE')
            from (select pg_catalog.to_regclass(?)::pg_catalog.oid) as t (id)
            """;

    private PrivilegeChecks() {}

    /** The relations that change between catalogs, by what differs. */
    public static Set<String> relations(Collection<CatalogDiff> changes) {
        Set<String> names = new TreeSet<>();
        changes.stream()
                .flatMap(diff -> diff.differences().stream())
                .map(Difference::object)
                .flatMap(PrivilegeChecks::relation)
                .forEach(names::add);
        return names;
    }

    private static Stream<String> relation(CatalogObject object) {
        Optional<ObjectKey> within = object.within().filter(key -> OWNED.contains(key.kind()));
        return within.isPresent()
                ? within.map(ObjectKey::name).stream()
                : Stream.of(object).filter(own -> OWNED.contains(own.kind())).map(CatalogObject::name);
    }

    static List<String> obstacles(
            Connection connection, String role, Collection<String> relations, SchemaHistory history)
            throws SQLException {
        List<String> obstacles = new ArrayList<>(foreign(connection, role, "the undo scripts", relations));
        obstacles.addAll(history(connection, role, history));
        return obstacles;
    }

    /** What speaks against writing to Flyway's history. */
    public static List<String> history(Connection connection, String role, SchemaHistory history) throws SQLException {
        List<String> obstacles = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(HISTORY)) {
            query.setString(1, history.table());
            try (ResultSet row = query.executeQuery()) {
                if (row.next() && !row.getBoolean(1)) {
                    obstacles.add("role " + role + " may not write to " + history.table()
                            + ": use the role that deploys, or grant it INSERT and UPDATE");
                }
            }
        }
        return obstacles;
    }

    /** Relations that are there, and that the role does not own. */
    public static List<String> foreign(Connection connection, String role, String who, Collection<String> relations)
            throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(FOREIGN)) {
            query.setArray(1, connection.createArrayOf("text", relations.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString("name") + " (owner " + row.getString("owner") + ")");
                }
            }
        }
        return found.isEmpty()
                ? List.of()
                : List.of("role " + role + " does not own what " + who + " change: " + String.join(", ", found)
                        + ". Name the role that deploys in DATABASE_URL");
    }
}
