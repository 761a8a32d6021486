package io.replyx.verify.migration.undo;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.apply.Migrator;
import io.replyx.verify.migration.lock.LockPatience;
import io.replyx.verify.migration.lock.WaitLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * A chain of scripts that a test writes, and a database to apply it to and take it back from.
 *
 * @param root the folder of the scripts
 * @param database the database
 */
record UndoSubject(Path root, DisposableDatabase database) implements AutoCloseable {
    /** Short enough for a test that waits until they end. */
    static final WaitLimits SHORT = WaitLimits.STANDARD
            .with(new LockPatience(2, Duration.ofMillis(600), Duration.ofMillis(20), Duration.ofMillis(40)))
            .withSnapshots(Duration.ofMillis(300));

    void script(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    MigrationDirectory directory() {
        return MigrationDirectory.read(root);
    }

    Migration migration(String version) {
        return directory().find(Version.of(version)).orElseThrow();
    }

    Optional<ScriptFailure> apply() {
        return applyUpTo(directory().head().orElseThrow().version().toString());
    }

    Optional<ScriptFailure> applyUpTo(String version) {
        return new Migrator(directory().versioned(), database.dataSource()).applyUpTo(Version.of(version));
    }

    UndoResult undo(String version) throws SQLException {
        return undo(version, SHORT, Proof.NONE);
    }

    UndoResult undo(String version, WaitLimits limits, Proof proof) throws SQLException {
        try (Connection connection = database.open()) {
            return new Undo(connection, database.dataSource(), limits).run(migration(version), proof);
        }
    }

    String ask(String sql) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }

    void run(String sql) throws SQLException {
        try (Connection connection = database.open()) {
            run(connection, sql);
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
