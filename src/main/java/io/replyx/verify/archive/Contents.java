package io.replyx.verify.archive;

import io.replyx.verify.evidence.DataReader;
import io.replyx.verify.evidence.SequencePositions;
import io.replyx.verify.evidence.TableFingerprint;
import io.replyx.verify.migration.AlembicHistory;
import io.replyx.verify.migration.SchemaHistory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is in a database at one moment, in words that mean the same in every other.
 *
 * @param version the version that Flyway's or Alembic's history says, empty where there is neither
 * @param tables every table with its rows
 * @param sequences where sequences stand
 * @param extensions extensions, in the order in which they were made
 * @param largeObjects how many large objects there are
 * @param database what belongs to the database as a whole
 */
public record Contents(
        String version,
        List<Table> tables,
        List<Sequence> sequences,
        List<Extension> extensions,
        long largeObjects,
        DatabaseProperties database) {
    private static final String EXTENSIONS = """
            select e.extname as name, e.extversion as version, n.nspname as schema
              from pg_catalog.pg_extension as e
              join pg_catalog.pg_namespace as n on n.oid = e.extnamespace
             where e.extname <> 'plpgsql'
             order by e.oid
            """;
    private static final String LARGE_OBJECTS = "select count(*) from pg_catalog.pg_largeobject_metadata";

    public Contents {
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
        extensions = List.copyOf(extensions);
    }

    /**
     * A table.
     *
     * @param name qualified, quoted name
     * @param rows how many
     * @param content what they come to
     */
    public record Table(String name, long rows, String content) {}

    /**
     * A sequence.
     *
     * @param name qualified, quoted name
     * @param from where it stood when the dump began
     * @param to where it stood when the dump had ended: a sequence does not keep to snapshots
     * @param called whether it had given out a number by then
     */
    public record Sequence(String name, long from, long to, boolean called) {
        boolean covers(long position) {
            return Math.min(from, to) <= position && position <= Math.max(from, to);
        }
    }

    /**
     * An extension.
     *
     * @param name its name
     * @param version the version that the database has
     * @param schema where its objects are
     */
    public record Extension(String name, String version, String schema) {}

    /** Read all of it over a connection whose transaction stands still. */
    public static Contents read(Connection connection) throws SQLException {
        List<Table> tables = new ArrayList<>();
        for (TableFingerprint table :
                DataReader.acrossDatabases(connection).read().tables().values()) {
            tables.add(new Table(table.table(), table.rows(), table.content()));
        }
        return new Contents(
                version(connection),
                tables,
                sequences(SequencePositions.read(connection)),
                extensions(connection),
                largeObjects(connection),
                DatabaseProperties.read(connection));
    }

    /** The same, with where the sequences stand now as the end of where they stood. */
    public Contents until(SequencePositions now) {
        List<Sequence> both = sequences.stream()
                .map(sequence -> {
                    SequencePositions.At at = now.sequences().get(sequence.name());
                    return at == null
                            ? sequence
                            : new Sequence(sequence.name(), sequence.from(), at.lastValue(), at.called());
                })
                .toList();
        return new Contents(version, tables, both, extensions, largeObjects, database);
    }

    /** Rows in all tables. */
    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    private static String version(Connection connection) throws SQLException {
        var flyway = SchemaHistory.read(connection).flatMap(SchemaHistory::current);
        if (flyway.isPresent()) {
            return "Flyway " + flyway.get();
        }
        return AlembicHistory.read(connection)
                .map(alembic -> "Alembic " + String.join(", ", alembic.revisions()))
                .orElse("");
    }

    private static List<Sequence> sequences(SequencePositions positions) {
        return positions.sequences().entrySet().stream()
                .map(entry -> new Sequence(
                        entry.getKey(),
                        entry.getValue().lastValue(),
                        entry.getValue().lastValue(),
                        entry.getValue().called()))
                .toList();
    }

    private static List<Extension> extensions(Connection connection) throws SQLException {
        List<Extension> extensions = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(EXTENSIONS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                extensions.add(new Extension(row.getString("name"), row.getString("version"), row.getString("schema")));
            }
        }
        return extensions;
    }

    private static long largeObjects(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LARGE_OBJECTS);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
