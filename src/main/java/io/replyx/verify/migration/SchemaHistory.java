package io.replyx.verify.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What Flyway's schema history says that a database has had.
 *
 * @param table qualified, quoted name of the history table
 * @param rows its rows in the order of their rank
 */
public record SchemaHistory(String table, List<Row> rows) {
    /** The history table's name as Flyway has it unless told otherwise. */
    public static final String TABLE = "flyway_schema_history";

    /**
     * One row.
     *
     * @param rank its order
     * @param version the version; empty for repeatable migrations
     * @param description the words of the script's name
     * @param type {@code SQL}, {@code BASELINE}, {@code DELETE} …
     * @param script the script's name
     * @param checksum Flyway's checksum of the script, where there is one
     * @param success whether it ran through
     */
    public record Row(
            int rank,
            Optional<Version> version,
            String description,
            String type,
            String script,
            Optional<Integer> checksum,
            boolean success) {

        /**
         * Whether it says that an undo outside a transaction was begun and is not complete. Flyway holds such a row for a
         * failed version, and applies nothing before it is gone.
         */
        public boolean beganUndo() {
            return !success && script.startsWith("U");
        }
    }

    private static final String LOCATE = """
            select pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relname = ? and c.relkind in ('r', 'p') and n.nspname not like 'pg\\_temp%'
            order by n.nspname <> 'public', n.nspname
            limit 1
            """;

    public SchemaHistory {
        rows = List.copyOf(rows);
    }

    /** Read the history; empty when the database has none. */
    public static Optional<SchemaHistory> read(Connection connection) throws SQLException {
        Optional<String> table = locate(connection, TABLE);
        return table.isEmpty()
                ? Optional.empty()
                : Optional.of(new SchemaHistory(table.get(), rows(connection, table.get())));
    }

    static Optional<String> locate(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LOCATE)) {
            query.setString(1, name);
            try (ResultSet result = query.executeQuery()) {
                return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
            }
        }
    }

    private static List<Row> rows(Connection connection, String table) throws SQLException {
        String sql = "select installed_rank, version, description, type, script, checksum, success from " + table
                + " order by installed_rank";
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet result = query.executeQuery()) {
            while (result.next()) {
                rows.add(new Row(
                        result.getInt("installed_rank"),
                        Optional.ofNullable(result.getString("version")).flatMap(Version::parse),
                        result.getString("description"),
                        result.getString("type"),
                        result.getString("script"),
                        Optional.ofNullable(result.getObject("checksum", Integer.class)),
                        result.getBoolean("success")));
            }
        }
        return rows;
    }

    /** The versions that are in place, each with the row that put it there; a later DELETE takes a version away. */
    public Map<Version, Row> inPlace() {
        Map<Version, Row> versions = new TreeMap<>();
        for (Row row : rows) {
            if (row.version().isEmpty() || !row.success()) {
                continue;
            }
            if (row.type().equals("DELETE") || row.type().startsWith("UNDO")) {
                versions.remove(row.version().get());
            } else {
                versions.put(row.version().get(), row);
            }
        }
        return versions;
    }

    /** The highest version in place; empty before the first. */
    public Optional<Version> current() {
        return inPlace().keySet().stream().max(Version::compareTo);
    }

    /** Rows of scripts that failed and were not repaired. */
    public List<Row> failed() {
        return rows.stream().filter(row -> !row.success()).toList();
    }
}
