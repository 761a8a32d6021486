package io.replyx.verify.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.lock.MigrationLock;
import io.replyx.verify.operation.deploy.DeployPlan;
import io.replyx.verify.operation.deploy.DeployRequest;
import io.replyx.verify.operation.deploy.Deployment;
import io.replyx.verify.settings.ExpectedFailure;
import io.replyx.verify.settings.Refused;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Operations that wait for the lock beside each other, each with a plan: one does it, and the other says who did. */
@ExtendWith(SharedServer.class)
class AtOnceTest {
    private static final String TABLE = "public.flyway_schema_history";
    private static final DeployRequest DEPLOY =
            new DeployRequest(Optional.empty(), Duration.ofSeconds(60), Optional.empty());

    @TempDir
    Path root;

    private DisposableDatabase database;
    private SmallSubject subject;

    @BeforeEach
    void create(RehearsalDatabases databases) throws SQLException, IOException {
        subject = new SmallSubject(root)
                .version(1, "create table public.a (id int primary key);", "drop table public.a;")
                .version(2, "alter table public.a add b text;", "alter table public.a drop b;");
        try (DisposableDatabase other = databases.create("approve")) {
            subject.deployAndApprove(other);
        }
        database = databases.create("once");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private Supplier<String> deployment() {
        Deployment deployment = new Deployment(database.ownerUrl(), subject.subject(), line -> {});
        DeployPlan plan = deployment.plan(DEPLOY);
        return () -> "deployed " + deployment.run(plan).applied();
    }

    private Supplier<String> rollback() {
        Rollback rollback = new Rollback(database.ownerUrl(), subject.subject(), line -> {});
        RollbackPlan plan = rollback.plan(RollbackRequest.last().acceptingDataLoss());
        return () -> "now at " + rollback.run(plan).now();
    }

    private static String end(Supplier<String> operation) {
        try {
            return operation.get();
        } catch (ExpectedFailure refused) {
            assertThat(refused).isInstanceOf(Refused.class);
            return String.valueOf(refused.getMessage());
        }
    }

    /** Have both wait for the lock, then let them have it. */
    private List<String> atOnce(Supplier<String> one, Supplier<String> other) throws Exception {
        List<CompletableFuture<String>> ends = new ArrayList<>();
        try (Connection gate = database.openAsAdmin()) {
            MigrationLock lock = MigrationLock.take(gate, TABLE, Duration.ofSeconds(5));
            for (Supplier<String> each : List.of(one, other)) {
                ends.add(CompletableFuture.supplyAsync(() -> end(each)));
            }
            await().atMost(30, TimeUnit.SECONDS)
                    .until(() -> Sql.ask(
                                    database,
                                    "select count(*) from pg_stat_activity where datname = current_database()"
                                            + " and query ~ 'pg_try_advisory_lock' and usename <> current_user")
                            .equals("2"));
            lock.close();
        }
        List<String> said = new ArrayList<>();
        for (CompletableFuture<String> end : ends) {
            said.add(end.get(90, TimeUnit.SECONDS));
        }
        return said;
    }

    private List<Version> applied() throws SQLException {
        try (Connection connection = database.open()) {
            return SchemaHistory.read(connection).orElseThrow().rows().stream()
                    .flatMap(row -> row.version().stream())
                    .toList();
        }
    }

    private String deed(String what) {
        return what + " by " + database.ownerUrl().user() + " at 2[0-9-]+T[0-9:]+";
    }

    @Test
    void the_second_of_two_deployments_names_what_the_first_applied() throws Exception {
        List<String> said = atOnce(deployment(), deployment());

        assertThat(said).containsOnlyOnce("deployed [1, 2]");
        assertThat(said)
                .anyMatch(end -> end.matches(".*has changed since the plan was made: "
                        + deed("version 1 \\(V1__step.sql\\) was applied") + "; "
                        + deed("version 2 \\(V2__step.sql\\) was applied") + "\\. Nothing was touched\\..*"));
        assertThat(applied()).containsExactly(Version.of("1"), Version.of("2"));
    }

    @Test
    void the_second_of_two_rollbacks_names_what_the_first_took_back() throws Exception {
        subject.deployTo(database);

        List<String> said = atOnce(rollback(), rollback());

        assertThat(said).containsOnlyOnce("now at Optional[1]");
        assertThat(said)
                .anyMatch(end -> end.matches(".*has changed since the plan was made: "
                        + deed("version 2 \\(U2__step.sql\\) was taken back") + "\\. Nothing was touched\\..*"));
        assertThat(applied()).containsExactly(Version.of("1"), Version.of("2"), Version.of("2"));
    }

    @Test
    void a_rollback_and_a_deployment_name_each_other() throws Exception {
        subject.deployTo(database);
        Sql.run(database, "alter table public.a drop b", "delete from " + TABLE + " where version = '2'");

        List<String> said = atOnce(deployment(), rollback());

        assertThat(said).filteredOn(end -> !end.contains("changed")).hasSize(1);
        assertThat(said)
                .anyMatch(end -> end.matches(".*changed since the plan was made: ("
                        + deed("version 2 \\(V2__step.sql\\) was applied") + "|"
                        + deed("version 1 \\(U1__step.sql\\) was taken back") + ")\\..*"));
    }

    @Test
    void what_a_plan_meets_while_another_is_at_work_is_told_with_the_name_of_its_session() throws Exception {
        subject.deployTo(database);
        Sql.run(database, "create table public.half_done (id int)");
        try (Connection other = database.open()) {
            MigrationLock lock = MigrationLock.take(other, TABLE, Duration.ofSeconds(5));

            assertThat(end(rollback(RollbackRequest.last())))
                    .contains("public.half_done")
                    .contains("which is under way: process ")
                    .contains("role " + database.ownerUrl().user());
            lock.close();
        }
    }

    private Supplier<String> rollback(RollbackRequest request) {
        Rollback rollback = new Rollback(database.ownerUrl(), subject.subject(), line -> {});
        return () -> "planned " + rollback.plan(request).to();
    }
}
