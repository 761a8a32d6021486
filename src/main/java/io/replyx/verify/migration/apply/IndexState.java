package io.replyx.verify.migration.apply;

import io.replyx.verify.migration.sql.ConcurrentStatement;
import io.replyx.verify.migration.sql.SqlName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is in the database of the index that a concurrent statement is about.
 *
 * @param table the table that it belongs to; empty when neither table nor index is there
 * @param valid whether the index is there and valid
 * @param invalid qualified name of the index itself, where it is there and INVALID
 * @param leftovers qualified names of the INVALID indexes that interrupted REINDEX statements left beside it
 */
public record IndexState(Optional<Long> table, boolean valid, Optional<String> invalid, List<String> leftovers) {
    // An index lives in the schema of its table, and CREATE INDEX names it without. An interrupted REINDEX leaves the
    // new or the old one under the name with a suffix.
    private static final String READ = """
            with subject as (
              select coalesce(pg_catalog.to_regclass(?::text),
                (select i.indrelid from pg_catalog.pg_index i
                 where i.indexrelid = pg_catalog.to_regclass(?::text)))::oid as relid),
            named as (
              select i.indexrelid, i.indrelid, i.indisvalid, i.indisready, c.relname, n.nspname,
                     pg_catalog.to_regclass(case when ?::boolean
                       then pg_catalog.quote_ident(n.nspname) || '.' || ?::text else ?::text end)::oid as wanted,
                     pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) as name
              from subject s
              join pg_catalog.pg_index i on i.indrelid = s.relid
              join pg_catalog.pg_class c on c.oid = i.indexrelid and c.relkind = 'i'
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace)
            select s.relid, n.name, n.indexrelid = n.wanted as same, n.indisvalid and n.indisready as valid
            from subject s
            left join named n on n.indexrelid = n.wanted
              or (not n.indisvalid and n.relname ~ '_cc(new|old)[0-9]*$'
                  and (?::text is null
                    or pg_catalog.regexp_replace(n.relname, '_cc(new|old)[0-9]*$', '') = ?::text))
            order by n.name
            """;

    public IndexState {
        leftovers = List.copyOf(leftovers);
    }

    public static IndexState read(Connection connection, ConcurrentStatement statement) throws SQLException {
        String index = statement.index().orElse(null);
        boolean inTablesSchema = statement.kind() == ConcurrentStatement.Kind.CREATE;
        try (PreparedStatement query = connection.prepareStatement(READ)) {
            query.setString(1, statement.table().orElse(null));
            query.setString(2, index);
            query.setBoolean(3, inTablesSchema);
            query.setString(4, index);
            query.setString(5, index);
            String bare = statement.index().map(SqlName::last).orElse(null);
            query.setString(6, bare);
            query.setString(7, bare);
            try (ResultSet result = query.executeQuery()) {
                return read(result);
            }
        }
    }

    private static IndexState read(ResultSet result) throws SQLException {
        Optional<Long> table = Optional.empty();
        boolean valid = false;
        Optional<String> invalid = Optional.empty();
        List<String> leftovers = new ArrayList<>();
        while (result.next()) {
            table = Optional.ofNullable(result.getObject("relid", Long.class));
            String name = result.getString("name");
            if (name != null && result.getBoolean("same")) {
                valid = result.getBoolean("valid");
                invalid = valid ? Optional.empty() : Optional.of(name);
            } else if (name != null) {
                leftovers.add(name);
            }
        }
        return new IndexState(table, valid, invalid, leftovers);
    }
}
