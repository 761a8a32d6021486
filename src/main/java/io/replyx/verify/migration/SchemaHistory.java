package io.replyx.verify.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

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
     * @param installedBy the role that ran it
     * @param installedOn when, by the clock of the session that wrote the row: Flyway keeps no time zone
     * @param success whether it ran through
     */
    public record Row(
            int rank,
            Optional<Version> version,
            String description,
            String type,
            String script,
            Optional<Integer> checksum,
            String installedBy,
            LocalDateTime installedOn,
            boolean success) {

        /** Whether it takes its version away again. */
        public boolean isUndo() {
            return type.equals("DELETE") || type.startsWith("UNDO");
        }

        /**
         * Whether it says that an undo outside a transaction was begun and is not complete. Flyway holds such a row for a
         * failed version, and applies nothing before it is gone.
         */
        public boolean beganUndo() {
            return !success && script.startsWith("U");
        }

        /** Whether it says that everything up to its version is in place. */
        public boolean isBaseline() {
            return type.equals("BASELINE");
        }
    }

    /** A baseline at it says that nothing is in place: no script can have this version. */
    private static final Version NOTHING = Version.of("0");

    public SchemaHistory {
        rows = List.copyOf(rows);
    }

    /** Read the history, under whatever name Flyway was told to keep it; empty when the database has none. */
    public static Optional<SchemaHistory> read(Connection connection) throws SQLException {
        Optional<String> table = HistoryReader.locateFlyways(connection);
        return table.isEmpty()
                ? Optional.empty()
                : Optional.of(new SchemaHistory(table.get(), HistoryReader.rows(connection, table.get())));
    }

    /**
     * The versions that are in place by a row, each with the row that put it there; a later DELETE takes a version away.
     * A baseline stands for every version up to its own, which {@link #has} knows; no DELETE takes it away, for Flyway
     * goes on holding those versions for in place.
     */
    public Map<Version, Row> inPlace() {
        Map<Version, Row> versions = new TreeMap<>();
        for (Row row : rows) {
            Optional<Version> version = row.version().filter(v -> row.success() && !v.equals(NOTHING));
            if (version.isEmpty()) {
                continue;
            }
            if (!row.isUndo()) {
                versions.put(version.get(), row);
            } else if (!standsByBaseline(versions, version.get())) {
                versions.remove(version.get());
            }
        }
        return versions;
    }

    private static boolean standsByBaseline(Map<Version, Row> versions, Version version) {
        return Optional.ofNullable(versions.get(version))
                .filter(Row::isBaseline)
                .isPresent();
    }

    /** Whether a version is in place, by a row of its own or because a baseline stands for it. */
    public boolean has(Version version) {
        return inPlace().containsKey(version)
                || baseline().filter(base -> version.compareTo(base) <= 0).isPresent();
    }

    /** The version up to which a baseline stands for everything; empty without one, or when it stands for nothing. */
    public Optional<Version> baseline() {
        return baselines()
                .flatMap(row -> row.version().stream())
                .filter(version -> !version.equals(NOTHING))
                .max(Version::compareTo);
    }

    /** The rows of baselines. */
    public Stream<Row> baselines() {
        return rows.stream().filter(row -> row.isBaseline() && row.success());
    }

    /** Rows of undos in their order: who took which version back, when, with which script. */
    public List<Row> undone() {
        return rows.stream().filter(row -> row.isUndo() && row.success()).toList();
    }

    /** The row of an undo that was begun outside a transaction and did not come to its end. */
    public Optional<Row> begunUndo() {
        return rows.stream().filter(Row::beganUndo).findFirst();
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
