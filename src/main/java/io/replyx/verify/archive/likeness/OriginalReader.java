package io.replyx.verify.archive.likeness;

import io.replyx.verify.archive.DatabaseProperties;
import io.replyx.verify.archive.DatabaseProperties.Setting;
import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.database.ReadLimits;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.database.RoleSketch;
import io.replyx.verify.database.SchemaDump;
import io.replyx.verify.database.ServerFacts;
import io.replyx.verify.database.Sql;
import io.replyx.verify.evidence.FactSql;
import io.replyx.verify.migration.BookRows;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Refused;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads a database in use for a likeness of it: short read-only transactions, and pg_dump for its schema. */
public final class OriginalReader {
    private static final int NAMED = 5;

    private final DatabaseUrl url;
    private final ReadOnlyDatabase database;
    private final ReadLimits limits;

    /**
     * Prepare to read.
     *
     * @param database the way to the database that the URL names
     */
    public OriginalReader(DatabaseUrl url, ReadOnlyDatabase database, ReadLimits limits) {
        this.url = url;
        this.database = database;
        this.limits = limits;
    }

    /** Something about a table that the role may not read. */
    private record Unreadable(String schema, String table) {}

    /**
     * Read all of it.
     *
     * @param catalog its catalog, which was read before
     * @throws Refused when the role may not read the schema of every table
     */
    public Original read(ServerFacts facts, Catalog catalog, Consumer<String> progress) {
        requireReadable();
        List<BookRows> books = database.read(BookRows::read);
        List<RoleSketch> roles = database.read(OriginalReader::roles);
        String deployer = database.read(connection -> deployer(connection, books));
        String script = SchemaDump.read(url, database, limits, facts.major(), progress);
        return new Original(
                database.role(),
                facts,
                database.read(DatabaseProperties::read),
                roles.stream()
                        .filter(role -> role.name().equals(deployer))
                        .findFirst()
                        .orElseThrow(),
                roles,
                database.read(connection -> settings(connection, deployer)),
                database.read(ServerSetting::read),
                catalog,
                script,
                books,
                database.read(OriginalReader::rows),
                database.read(ColumnShape::read));
    }

    private void requireReadable() {
        List<Unreadable> hidden = database.read(connection -> FactSql.beside(OriginalReader.class, "unreadable")
                .ask(connection, row -> new Unreadable(row.getString("schema"), row.getString("name"))));
        if (hidden.isEmpty()) {
            return;
        }
        String role = Sql.identifier(database.role());
        String some = hidden.stream().limit(NAMED).map(Unreadable::table).collect(Collectors.joining(", "))
                + (hidden.size() > NAMED ? ", …" : "");
        String grants = hidden.stream()
                .map(Unreadable::schema)
                .distinct()
                .map(schema -> "\n    GRANT USAGE ON SCHEMA " + schema + " TO " + role
                        + "; GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO " + role + ";")
                .collect(Collectors.joining());
        throw new Refused("role " + database.role() + " may not read " + hidden.size() + " of the tables (" + some
                + "). pg_dump, which reads their schema, locks each against changes meanwhile (ACCESS SHARE), and that"
                + " takes SELECT; no row is read. Let it, for as long as it is needed:" + grants
                + "\n  or GRANT pg_read_all_data TO " + role + "; which holds for the next table as well."
                + "\n  A new role gets them from ./verify role verifier --like-production."
                + " Nothing was touched.");
    }

    private static List<RoleSketch> roles(Connection connection) throws SQLException {
        return FactSql.beside(OriginalReader.class, "role")
                .ask(
                        connection,
                        row -> new RoleSketch(
                                row.getString("name"),
                                row.getBoolean("superuser"),
                                row.getBoolean("inherits"),
                                row.getBoolean("bypasses"),
                                Arrays.asList((String[]) row.getArray("groups").getArray())));
    }

    private static String deployer(Connection connection, List<BookRows> books) throws SQLException {
        return FactSql.beside(OriginalReader.class, "deployer")
                .ask(
                        connection,
                        row -> row.getString("name"),
                        books.stream().map(BookRows::table).toList())
                .get(0);
    }

    /** What every role has set gives way to what the deployer has. */
    private static List<Setting> settings(Connection connection, String deployer) throws SQLException {
        SortedMap<String, Setting> settings = new TreeMap<>();
        FactSql.beside(OriginalReader.class, "role_setting")
                .ask(
                        connection,
                        row -> new Setting(deployer, row.getString("name"), row.getString("value")),
                        List.of(deployer))
                .forEach(setting -> settings.put(setting.name(), setting));
        return List.copyOf(settings.values());
    }

    private static SortedMap<String, Long> rows(Connection connection) throws SQLException {
        SortedMap<String, Long> rows = new TreeMap<>();
        FactSql.beside(OriginalReader.class, "table_size")
                .ask(connection, row -> rows.put(row.getString("name"), Math.round(row.getDouble("rows"))));
        return rows;
    }
}
