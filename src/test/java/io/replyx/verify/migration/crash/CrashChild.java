package io.replyx.verify.migration.crash;

import io.replyx.verify.database.Connector;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.apply.Migrator;
import io.replyx.verify.migration.lock.LockPatience;
import io.replyx.verify.migration.lock.MigrationLock;
import io.replyx.verify.migration.lock.WaitLimits;
import io.replyx.verify.migration.undo.Proof;
import io.replyx.verify.migration.undo.Undo;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** What is killed: applies or undoes one version, in this Java machine or in one of its own. */
final class CrashChild {
    static final String TABLE = "public.flyway_schema_history";

    /** Waiting at the gate is no reason to try again. */
    static final WaitLimits LIMITS = WaitLimits.STANDARD.with(
            new LockPatience(1, Duration.ofMinutes(1), Duration.ofMillis(10), Duration.ofMillis(10)));

    private CrashChild() {}

    /** What to do is read from standard input, line by line: nothing of it shows in the list of processes. */
    public static void main(String[] arguments) throws IOException, SQLException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        new PrintWriter(System.out, true, StandardCharsets.UTF_8).println("ready");
        DatabaseUrl url = DatabaseUrl.local(
                input.readLine(),
                Integer.parseInt(input.readLine()),
                input.readLine(),
                input.readLine(),
                Secret.of(input.readLine()));
        run(
                Connector.forRehearsal().dataSource(url),
                Path.of(input.readLine()),
                input.readLine(),
                Boolean.parseBoolean(input.readLine()));
    }

    /** Apply or undo a version. */
    static String run(DataSource database, Path root, String version, boolean undo) throws SQLException {
        MigrationDirectory directory = MigrationDirectory.read(root);
        if (!undo) {
            return new Migrator(directory.versioned(), database)
                    .applyUpTo(Version.of(version))
                    .map(failure -> failure.describe())
                    .orElse("");
        }
        Migration migration = directory.find(Version.of(version)).orElseThrow();
        try (Connection connection = database.getConnection()) {
            MigrationLock lock = MigrationLock.take(connection, TABLE, Duration.ofSeconds(20));
            String result = new Undo(connection, database, LIMITS)
                    .run(migration, Proof.NONE)
                    .failure()
                    .map(failure -> failure.describe())
                    .orElse("");
            if (!connection.isClosed()) {
                lock.close();
            }
            return result;
        }
    }
}
