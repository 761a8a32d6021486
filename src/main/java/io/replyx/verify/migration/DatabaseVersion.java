package io.replyx.verify.migration;

import io.replyx.verify.migration.sql.SqlName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The version that a database is at, and how that is known.
 *
 * @param migration the version's migration, where the scripts have it
 * @param source the words for where it was read, and what stood there
 * @param history Flyway's history, where the database has one
 * @param pending versions of the scripts that the database has not had
 */
public record DatabaseVersion(
        Optional<Migration> migration, String source, Optional<SchemaHistory> history, List<Migration> pending) {

    /** Read the version from Flyway's history or, without one, from Alembic's revision. */
    public static DatabaseVersion read(Connection connection, MigrationDirectory directory) throws SQLException {
        Optional<SchemaHistory> history = SchemaHistory.read(connection);
        if (history.isPresent()) {
            return fromHistory(history.get(), directory);
        }
        Optional<AlembicHistory> alembic = AlembicHistory.read(connection);
        return alembic.isPresent() ? fromAlembic(alembic.get(), directory) : unknown(directory);
    }

    private static DatabaseVersion fromHistory(SchemaHistory history, MigrationDirectory directory) {
        Optional<Version> current = history.current();
        String source = "schema history " + history.table() + ": "
                + current.map(v -> "version " + v).orElse("no version in place");
        List<Migration> pending = directory.migrations().stream()
                .filter(migration -> !history.has(migration.version()))
                .toList();
        return new DatabaseVersion(current.flatMap(directory::find), source, Optional.of(history), pending);
    }

    private static DatabaseVersion fromAlembic(AlembicHistory alembic, MigrationDirectory directory) {
        String source = AlembicHistory.TABLE + ": "
                + (alembic.revisions().isEmpty() ? "no revision" : String.join(", ", alembic.revisions()));
        Optional<Migration> migration = alembic.revisions().size() == 1
                ? directory.findRevision(alembic.revisions().get(0))
                : Optional.empty();
        String named =
                migration.map(m -> source + ", which is version " + m.version()).orElse(source);
        return new DatabaseVersion(
                migration, named, Optional.empty(), pending(migration.map(Migration::version), directory));
    }

    private static DatabaseVersion unknown(MigrationDirectory directory) {
        return new DatabaseVersion(
                Optional.empty(),
                "neither " + SchemaHistory.TABLE + " nor " + AlembicHistory.TABLE,
                Optional.empty(),
                directory.migrations());
    }

    private static List<Migration> pending(Optional<Version> current, MigrationDirectory directory) {
        return directory.migrations().stream()
                .filter(m -> current.filter(c -> m.version().compareTo(c) <= 0).isEmpty())
                .toList();
    }

    /** Unqualified names of the tables in which tools keep their books here. */
    public Set<String> books() {
        return Stream.concat(
                        Stream.of(SchemaHistory.TABLE, AlembicHistory.TABLE),
                        history.stream().map(rows -> SqlName.last(rows.table())))
                .collect(Collectors.toSet());
    }

    /** Whether the version can be told, be it that the database has had none. */
    public boolean known() {
        return migration.isPresent()
                || history.filter(rows -> rows.current().isEmpty()).isPresent();
    }

    /** Whether an object that came with a version ought to be there; asked of an unknown version, it ought to. */
    public boolean has(Optional<String> since) {
        return since.isEmpty()
                || !known()
                || migration
                        .filter(m -> m.version().compareTo(Version.of(since.get())) >= 0)
                        .isPresent();
    }
}
