package io.replyx.verify.operation.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.testing.ReplyxDatabase;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServer.class)
class MaintenanceTest {
    private static final String INDEX = "public.knowledge_embeddings_embedding_cosine_idx";
    private static final String BUILDING = "select count(*) from pg_stat_progress_create_index"
            + " where datname = current_database() and phase like 'waiting for old snapshots%'";

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @Test
    void a_build_that_is_stopped_leaves_nothing_and_the_next_run_completes_it(RehearsalDatabases databases)
            throws SQLException {
        try (DisposableDatabase database = ReplyxDatabase.atHead(databases, "stopped")) {
            Subject subject =
                    new Subject(MigrationDirectory.read(Path.of("migrations")), Path.of("fixtures"), Optional.empty());
            Maintenance maintenance = new Maintenance(database.ownerUrl(), subject, told::add);
            MaintenancePlan plan = maintenance.plan(new MaintenanceRequest(
                    Optional.empty(),
                    List.of("public.users", INDEX),
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(30),
                    Optional.empty(),
                    Optional.empty()));

            Throwable stopped = stoppedWhileBuilding(database, maintenance, plan);

            assertThat(stopped)
                    .isInstanceOf(MaintenanceStopped.class)
                    .hasMessageContaining("Interrupted: reindex index concurrently " + INDEX)
                    .hasMessageContaining("It left nothing behind.")
                    .hasMessageContaining("Done: vacuum (analyze) public.users. To go on: ./verify maintain " + INDEX);
            assertThat(((MaintenanceStopped) stopped).exitCode()).isEqualTo(ExitCode.FAILED_PART_WAY);
            assertThat(told).anyMatch(line -> line.contains("Dropped index " + INDEX + "_ccnew"));
            assertThat(Sql.ask(database, "select count(*) from pg_index where not indisvalid"))
                    .isEqualTo("0");

            maintenance.run(plan);

            assertThat(told.get(told.size() - 1)).contains("done in");
        }
    }

    /** A build waits for a young transaction; only one that is old already keeps it from being begun. */
    private static Throwable stoppedWhileBuilding(
            DisposableDatabase database, Maintenance maintenance, MaintenancePlan plan) throws SQLException {
        try (Connection young = database.openAsAdmin();
                Statement snapshot = young.createStatement()) {
            CompletableFuture<Throwable> run =
                    CompletableFuture.supplyAsync(() -> catchThrowable(() -> maintenance.run(plan)));
            for (boolean waits = false; !waits; ) {
                assertThat(run).isNotDone();
                snapshot.execute("begin isolation level repeatable read");
                snapshot.execute("select 1");
                waits = waits(database);
                if (!waits) {
                    snapshot.execute("rollback");
                }
            }
            maintenance.stop();
            return run.join();
        }
    }

    private static boolean waits(DisposableDatabase database) {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .atMost(Duration.ofMillis(1500))
                    .until(() -> !Sql.ask(database, BUILDING).equals("0"));
            return true;
        } catch (ConditionTimeoutException notYet) {
            return false;
        }
    }
}
