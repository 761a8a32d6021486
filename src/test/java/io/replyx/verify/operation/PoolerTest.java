package io.replyx.verify.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.Pooler;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.operation.backup.Backups;
import io.replyx.verify.operation.backup.Restore;
import io.replyx.verify.operation.deploy.DeployRequest;
import io.replyx.verify.operation.deploy.Deployment;
import io.replyx.verify.operation.maintain.Maintenance;
import io.replyx.verify.operation.maintain.MaintenanceRequest;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.Refused;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.testing.Rehearsing;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.State;
import io.replyx.verify.testing.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Operations and production runs through PgBouncer, where the machine has it. */
@ExtendWith(SharedServer.class)
class PoolerTest {
    private static final Duration WAIT = Duration.ofSeconds(10);

    @TempDir
    Path root;

    @TempDir
    Path folder;

    private DisposableDatabase database;
    private SmallSubject subject;

    @BeforeEach
    void create(RehearsalDatabases databases) throws SQLException, IOException {
        assumeThat(Pooler.isInstalled()).as("pgbouncer is on the PATH").isTrue();
        subject = new SmallSubject(root)
                .version(1, "create table public.a (id int primary key);", "drop table public.a;")
                .contract("maintainedTables: [public.a]");
        database = databases.create("pooled");
        subject.deployAndApprove(database);
    }

    @AfterEach
    void drop() {
        Optional.ofNullable(database).ifPresent(DisposableDatabase::close);
    }

    private Map<String, ThrowingCallable> operations(DatabaseUrl url) {
        return Map.of(
                "rollback",
                () -> new Rollback(url, subject.subject(), line -> {}).plan(RollbackRequest.last()),
                "deploy",
                () -> new Deployment(url, subject.subject(), line -> {})
                        .plan(new DeployRequest(Optional.empty(), WAIT, Optional.empty())),
                "adopt",
                () -> new Adoption(url, subject.subject(), line -> {}).run(WAIT),
                "backup",
                () -> new Backups(url, folder.resolve("backups"), line -> {}).take(),
                "maintain",
                () -> new Maintenance(url, subject.subject(), line -> {}).plan(MaintenanceRequest.standard()));
    }

    @Test
    void no_operation_begins_behind_a_pooler_of_transactions() throws Exception {
        State before = State.of(database);
        try (Pooler pooler = Pooler.start("transaction", folder, List.of(database.ownerUrl()))) {
            DatabaseUrl url = pooler.before(database.ownerUrl());
            operations(url).forEach((name, operation) -> refuses(name, operation, url));
        }
        assertThat(State.of(database)).isEqualTo(before);
    }

    @Test
    void no_restore_begins_behind_a_pooler_of_transactions() throws Exception {
        State before = State.of(database);
        Path archive = new Backups(database.adminUrl(), folder.resolve("backups"), line -> {})
                .take()
                .archive();
        try (Pooler pooler = Pooler.start("transaction", folder, List.of(database.adminUrl()))) {
            DatabaseUrl url = pooler.before(database.adminUrl());
            try (Restore restore = new Restore(url, Settings.Paths.under(root), subject.subject(), line -> {})) {
                refuses("restore", () -> restore.prove(archive, false), url.withDatabase("postgres"));
            }
        }
        assertThat(State.of(database)).isEqualTo(before);
    }

    private static void refuses(String name, ThrowingCallable operation, DatabaseUrl url) {
        assertThatThrownBy(operation)
                .as(name)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED))
                .hasMessage("A pooler of transactions stands before " + url.address() + ", behind which a session"
                        + " keeps neither a lock nor a snapshot: name the server itself in DATABASE_URL. Nothing"
                        + " was touched.");
    }

    @Test
    void behind_a_pooler_of_sessions_a_version_is_taken_back() throws Exception {
        try (Pooler pooler = Pooler.start("session", folder, List.of(database.ownerUrl()))) {
            Rollback rollback = new Rollback(pooler.before(database.ownerUrl()), subject.subject(), line -> {});

            RollbackResult result = rollback.run(
                    rollback.plan(RollbackRequest.last().downTo("base").acceptingDataLoss()));

            assertThat(result.undone()).hasSize(1);
            assertThat(result.now()).isEmpty();
        }
    }

    @Test
    void a_production_run_through_a_pooler_of_transactions_says_the_same_as_without() throws Exception {
        try (Verifier role = Verifier.of(database, List.of("public.a", "public.flyway_schema_history"))) {
            DatabaseUrl direct = role.url(database);
            try (Pooler pooler = Pooler.start("transaction", folder, List.of(direct))) {
                List<Outcome> pooled = Rehearsing.production(root, pooler.before(direct));

                assertThat(pooled).isNotEmpty();
                assertThat(told(pooled)).isEqualTo(told(Rehearsing.production(root, direct)));
            }
        }
    }

    private static List<String> told(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome.rule() + " " + outcome.status() + " " + outcome.reason())
                .toList();
    }
}
