package io.replyx.verify.migration;

import io.replyx.verify.settings.Refused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the table in which a tool keeps its history, and reads Flyway's. */
final class HistoryReader {
    private static final String LOCATE = """
            select pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relname = ? and c.relkind in ('r', 'p') and n.nspname not like 'pg\\_temp%'
            order by n.nspname <> 'public', n.nspname
            limit 1
            """;

    // Whoever sets Flyway's own setting gives its table another name; the columns and the key stay. A copy of the table
    // has no key.
    private static final String BY_FORM = """
            select pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)
            from pg_catalog.pg_attribute a
            join pg_catalog.pg_class c on c.oid = a.attrelid and c.relkind = 'r'
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_constraint k on k.conrelid = c.oid and k.contype = 'p' and k.conkey = array[a.attnum]
            where a.attname = 'installed_rank' and n.nspname not like 'pg\\_temp%'
              and (select pg_catalog.count(*) from pg_catalog.pg_attribute o
                   where o.attrelid = c.oid
                     and o.attname in ('version', 'description', 'type', 'script', 'checksum', 'installed_by',
                                       'installed_on', 'execution_time', 'success')) = 9
            order by 1
            """;

    private HistoryReader() {}

    /**
     * The qualified, quoted name of Flyway's history: the table of the usual name or, without one, the only table of its
     * form.
     *
     * @throws Refused when several tables have its form
     */
    static Optional<String> locateFlyways(Connection connection) throws SQLException {
        Optional<String> usual = locate(connection, SchemaHistory.TABLE);
        if (usual.isPresent()) {
            return usual;
        }
        List<String> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(BY_FORM);
                ResultSet result = query.executeQuery()) {
            while (result.next()) {
                found.add(result.getString(1));
            }
        }
        if (found.size() > 1) {
            throw new Refused("There is no " + SchemaHistory.TABLE + ", and several tables have its form: "
                    + String.join(", ", found) + ". Drop or alter those that no deployer uses. Nothing was touched.");
        }
        return found.stream().findFirst();
    }

    /** The qualified, quoted name of a history table; empty when the database has none of that name. */
    static Optional<String> locate(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LOCATE)) {
            query.setString(1, name);
            try (ResultSet result = query.executeQuery()) {
                return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
            }
        }
    }

    /** The rows of Flyway's history in the order of their rank. */
    static List<SchemaHistory.Row> rows(Connection connection, String table) throws SQLException {
        String sql = "select installed_rank, version, description, type, script, checksum, installed_by, installed_on,"
                + " success from " + table
                + " order by installed_rank";
        List<SchemaHistory.Row> rows = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet result = query.executeQuery()) {
            while (result.next()) {
                rows.add(new SchemaHistory.Row(
                        result.getInt("installed_rank"),
                        Optional.ofNullable(result.getString("version")).flatMap(Version::parse),
                        result.getString("description"),
                        result.getString("type"),
                        result.getString("script"),
                        Optional.ofNullable(result.getObject("checksum", Integer.class)),
                        result.getString("installed_by"),
                        result.getObject("installed_on", LocalDateTime.class),
                        result.getBoolean("success")));
            }
        }
        return rows;
    }
}
