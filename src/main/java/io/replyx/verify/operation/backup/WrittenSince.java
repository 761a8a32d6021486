package io.replyx.verify.operation.backup;

import io.replyx.verify.archive.Contents;
import io.replyx.verify.database.NoUsableDatabase;
import io.replyx.verify.database.ReadLimits;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.settings.DatabaseUrl;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells by how many rows each table of a database in use differs from a backup: what a restore would lose at least. */
final class WrittenSince {
    private static final String ESTIMATES = """
            select pg_catalog.quote_ident(s.schemaname) || '.' || pg_catalog.quote_ident(s.relname) as name,
                   s.n_live_tup as rows
              from pg_catalog.pg_stat_user_tables as s
            """;

    private WrittenSince() {}

    static String read(DatabaseUrl target, Manifest manifest) {
        try (ReadOnlyDatabase database = new ReadOnlyDatabase(target, ReadLimits.standard())) {
            Map<String, Long> now = database.read(connection -> {
                Map<String, Long> rows = new TreeMap<>();
                try (PreparedStatement query = connection.prepareStatement(ESTIMATES);
                        ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        rows.put(row.getString("name"), row.getLong("rows"));
                    }
                }
                return rows;
            });
            return describe(manifest.contents(), now);
        } catch (NoUsableDatabase gone) {
            return "the database itself cannot be read, so that nothing is known of later rows";
        }
    }

    private static String describe(Contents then, Map<String, Long> now) {
        String differences = then.tables().stream()
                .filter(table -> now.getOrDefault(table.name(), 0L) > table.rows())
                .map(table -> table.name() + " " + (now.getOrDefault(table.name(), 0L) - table.rows()))
                .collect(Collectors.joining(", "));
        return differences.isEmpty()
                ? "by the server's estimate no table has grown since"
                : "by the server's estimate rows came since to " + differences;
    }
}
