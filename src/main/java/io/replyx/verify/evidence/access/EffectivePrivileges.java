package io.replyx.verify.evidence.access;

import io.replyx.verify.evidence.FactSql;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a role may do with one object in effect, whoever it was granted to.
 *
 * @param role the role
 * @param kind database, schema, table, view, materialized view, foreign table or sequence; or the next table or sequence that
 *     somebody creates
 * @param object its name, quoted where it must be
 * @param schema the schema that it is in, unquoted; empty for the database
 * @param owned whether the role owns it
 * @param privileges what it may do with all of it
 * @param beyond what it may do with a column at least, and what it may grant to others
 */
public record EffectivePrivileges(
        String role,
        String kind,
        String object,
        String schema,
        boolean owned,
        Set<String> privileges,
        Set<String> beyond) {

    public EffectivePrivileges {
        privileges = Set.copyOf(privileges);
        beyond = Set.copyOf(beyond);
    }

    /**
     * The matrix of roles and objects; a role that is not there has no row.
     *
     * @param bookkeeping tables of migration tools, which are nobody's business
     */
    public static List<EffectivePrivileges> read(Connection connection, List<String> roles, Set<String> bookkeeping)
            throws SQLException {
        return FactSql.beside(EffectivePrivileges.class, "effective")
                .ask(
                        connection,
                        row -> new EffectivePrivileges(
                                row.getString("role"),
                                row.getString("kind"),
                                row.getString("object"),
                                row.getString("schema"),
                                row.getBoolean("owned"),
                                texts(row.getArray("privileges")),
                                texts(row.getArray("beyond"))),
                        roles,
                        List.copyOf(bookkeeping));
    }

    private static Set<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(Object::toString).collect(Collectors.toSet());
    }
}
