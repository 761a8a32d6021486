package io.replyx.verify.migration.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.testing.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pins our lock to Flyway's, whose key is internal. */
@ExtendWith(SharedServer.class)
class MigrationLockTest {
    private static final String TABLE = "public.flyway_schema_history";
    private static final long GATE = 4711;

    @TempDir
    Path scripts;

    private DisposableDatabase database;

    @BeforeEach
    void create(RehearsalDatabases databases) throws IOException {
        database = databases.create("lock");
        Files.writeString(scripts.resolve("V1__wait.sql"), "select pg_advisory_xact_lock(" + GATE + ");");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private FluentConfiguration flyway(boolean transactionalLock) {
        return Flyway.configure()
                .dataSource(database.dataSource())
                .locations("filesystem:" + scripts)
                .lockRetryCount(0)
                .configuration(Map.of("flyway.postgresql.transactional.lock", Boolean.toString(transactionalLock)));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "false, public, flyway_schema_history, public.flyway_schema_history",
        "true, public, flyway_schema_history, public.flyway_schema_history",
        "false, Strange \"Schema\", Hi.story, '\"Strange \"\"Schema\"\"\".\"Hi.story\"'",
    })
    void nobody_gets_the_lock_while_flyway_migrates(boolean transactional, String schema, String table, String name)
            throws Exception {
        try (Connection gate = database.open();
                Connection ours = database.open()) {
            run(gate, "select pg_advisory_lock(" + GATE + ")");
            CompletableFuture<MigrateResult> deployment = CompletableFuture.supplyAsync(() ->
                    flyway(transactional).schemas(schema).table(table).load().migrate());
            await().atMost(20, TimeUnit.SECONDS).until(() -> waits(gate));

            assertThatThrownBy(() -> MigrationLock.take(ours, name, Duration.ofMillis(300)))
                    .isInstanceOfSatisfying(
                            LockHeld.class, held -> assertThat(held.exitCode()).isEqualTo(ExitCode.LOCKED))
                    .hasMessageContaining("not free within 0 s: process ")
                    .hasMessageContaining("role " + database.ownerUrl().user())
                    .hasMessageContaining("application ")
                    .hasMessageMatching("(?s).*, from [0-9a-f.:]+, .*")
                    .hasMessageContaining("connected for ")
                    .hasMessageContaining("Nothing was touched")
                    .hasMessageContaining("pg_terminate_backend(");
            assertThat(MigrationLock.holder(ours, name)).isPresent();

            run(gate, "select pg_advisory_unlock(" + GATE + ")");
            assertThat(deployment.get(20, TimeUnit.SECONDS).success).isTrue();
            assertThat(MigrationLock.holder(ours, name)).isEmpty();
            MigrationLock.take(ours, name, Duration.ZERO).close();
        }
    }

    private static boolean waits(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var result = statement.executeQuery(
                        "select exists (select from pg_locks where locktype = 'advisory' and not granted and objid = "
                                + GATE + " and database = (select oid from pg_database where datname ="
                                + " current_database()))")) {
            return result.next() && result.getBoolean(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void flyway_does_not_migrate_while_the_lock_is_held(boolean transactional) throws Exception {
        Files.writeString(scripts.resolve("V1__wait.sql"), "select 1;");
        try (Connection ours = database.open()) {
            MigrationLock lock = MigrationLock.take(ours, TABLE, Duration.ZERO);

            assertThatThrownBy(() -> flyway(transactional).load().migrate())
                    .isInstanceOf(FlywayException.class)
                    .hasMessageContaining("advisory lock");

            lock.close();
            assertThat(flyway(transactional).load().migrate().migrationsExecuted)
                    .isEqualTo(1);
        }
    }

    @Test
    void is_free_as_soon_as_the_holder_lets_go() throws Exception {
        try (Connection first = database.open();
                Connection second = database.open()) {
            MigrationLock lock = MigrationLock.take(first, TABLE, Duration.ZERO);
            CompletableFuture<MigrationLock> waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return MigrationLock.take(second, TABLE, Duration.ofSeconds(20));
                } catch (SQLException refused) {
                    throw new IllegalStateException(refused);
                }
            });
            lock.close();

            waiting.get(20, TimeUnit.SECONDS).close();

            assertThat(MigrationLock.holder(first, TABLE)).isEmpty();
        }
    }

    @Test
    void ends_with_its_session() throws Exception {
        Connection lost = database.open();
        MigrationLock lock = MigrationLock.take(lost, TABLE, Duration.ZERO);
        lost.close();
        lock.close();

        try (Connection next = database.open()) {
            MigrationLock.take(next, TABLE, Duration.ofSeconds(5)).close();
        }
    }

    @Test
    void quotes_the_name_as_flyway_does() {
        assertThat(LockKey.of("public.flyway_schema_history"))
                .isEqualTo(LockKey.of("\"public\".\"flyway_schema_history\""));
        assertThat(LockKey.of("public.\"a.b\"\"c\"")).isEqualTo(LockKey.of("\"public\".\"a.b\"\"c\""));
        assertThat(LockKey.of("a.b")).isNotEqualTo(LockKey.of("\"a.b\""));
    }
}
