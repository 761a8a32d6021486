package io.replyx.verify.operation.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.KillableServer;
import io.replyx.verify.database.Pooler;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.operation.SmallSubject;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;
import io.replyx.verify.settings.Refused;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import io.replyx.verify.testing.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Deployments that the world around them ends: the server, the disk, the connection, whoever may not read. */
@ExtendWith(SharedServer.class)
class LostDeploymentTest {
    private static final String A = "create table public.a (id int primary key);";
    private static final DeployRequest NO_BACKUP =
            new DeployRequest(Optional.empty(), Duration.ofSeconds(10), Optional.empty());

    @TempDir
    Path root;

    private DisposableDatabase database;
    private SmallSubject subject;

    @BeforeEach
    void create(RehearsalDatabases databases) {
        database = databases.create("lost");
        subject = new SmallSubject(root).version(1, A, "drop table public.a;");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private DeployResult deploy(DatabaseUrl url, DeployRequest request, Consumer<String> progress) {
        Deployment deployment = new Deployment(url, subject.subject(), progress);
        return deployment.run(deployment.plan(request));
    }

    private DeployStopped stopped(DatabaseUrl url, Consumer<String> progress) {
        return catchThrowableOfType(DeployStopped.class, () -> deploy(url, NO_BACKUP, progress));
    }

    private static Optional<Version> current(DisposableDatabase of) throws SQLException {
        try (Connection connection = of.open()) {
            return SchemaHistory.read(connection).flatMap(SchemaHistory::current);
        }
    }

    private void isRefused(DatabaseUrl url, DeployRequest request, String because) throws SQLException {
        State before = State.of(database);

        assertThatThrownBy(() -> deploy(url, request, line -> {}))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED))
                .hasMessageContaining(because)
                .hasMessageContaining("othing was touched");

        assertThat(State.of(database)).isEqualTo(before);
    }

    @Test
    void step_1_refuses_a_server_that_is_too_old() throws SQLException {
        subject.contract("postgresql: {minimum: 99}");

        isRefused(database.ownerUrl(), NO_BACKUP, "and it takes 99 or newer");
    }

    @Test
    void step_1_refuses_where_there_is_too_little_room() throws SQLException {
        Path full = Path.of("/proc");
        Assumptions.assumeTrue(Files.isDirectory(full), "no file system at hand that is always full");

        isRefused(
                database.ownerUrl(),
                new DeployRequest(Optional.empty(), Duration.ofSeconds(10), Optional.of(full)),
                "has 0.0 MB free");
    }

    @Test
    void step_1_refuses_a_pooler_of_transactions(@TempDir Path folder) throws SQLException, IOException {
        Assumptions.assumeTrue(Pooler.isInstalled(), "PgBouncer is not installed");
        try (Pooler pooler = Pooler.start("transaction", folder, List.of(database.ownerUrl()))) {
            isRefused(pooler.before(database.ownerUrl()), NO_BACKUP, "A pooler of transactions stands before");
        }
    }

    @Test
    void step_1_without_a_server_is_no_usable_database() {
        DatabaseUrl url = database.ownerUrl();
        DatabaseUrl nobody = DatabaseUrl.local("127.0.0.1", 1, url.database(), url.user(), url.password());

        assertThatThrownBy(() -> deploy(nobody, NO_BACKUP, line -> {}))
                .isInstanceOfSatisfying(
                        ExpectedFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.NO_DATABASE));
    }

    @Test
    void step_2_that_may_not_read_everything_leaves_everything_as_it_was() throws SQLException, IOException {
        subject.deployTo(database).version(2, "create index ix on public.a (id);", "drop index public.ix;");
        Sql.run(database, "create table public.hidden (id int primary key)");
        State before = State.of(database);
        Path backups = root.resolve("backups");

        assertThatThrownBy(() -> deploy(
                        database.ownerUrl(),
                        new DeployRequest(Optional.of(backups), Duration.ofSeconds(10), Optional.empty()),
                        line -> {}))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("may not read public.hidden");

        assertThat(State.of(database)).isEqualTo(before);
        assertThat(files(backups)).isEmpty();
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void step_4_that_loses_its_session_is_back_where_it_was() throws SQLException {
        subject.deployTo(database)
                .version(
                        2,
                        "create table public.b (id int); select pg_terminate_backend(pg_backend_pid());",
                        "drop table public.b;");
        State before = State.of(database);

        DeployStopped stopped = stopped(database.ownerUrl(), line -> {});

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.FAILED_AND_BACK);
        assertThat(stopped)
                .hasMessageContaining("The database is at version 1.")
                .hasMessageContaining("No version was applied.");
        assertThat(stopped.steps()).last().matches(step -> step.step() == DeployStep.MIGRATIONS && !step.done());
        assertThat(State.of(database)).isEqualTo(before);
    }

    @Test
    void step_8_that_loses_its_session_takes_back_what_can_be_taken_back(RehearsalDatabases databases)
            throws SQLException, IOException {
        subject.version(2, "create index ix on public.a (id);", "drop index public.ix;");
        try (DisposableDatabase other = databases.create("approve")) {
            subject.deployAndApprove(other);
        }
        SmallSubject first = new SmallSubject(root.resolve("first")).version(1, A, "");
        first.deployTo(database);

        DeployStopped stopped = stopped(database.ownerUrl(), line -> {
            if (line.startsWith("step 7 of 8")) {
                endSessions();
            }
        });

        assertThat(stopped.steps()).last().matches(step -> step.step() == DeployStep.STATISTICS && !step.done());
        assertThat(stopped.exitCode()).isEqualTo(ExitCode.FAILED_AND_BACK);
        assertThat(stopped)
                .hasMessageContaining("Taken back: version 2.")
                .hasMessageContaining("The database is at version 1. That is as before.");
        assertThat(current(database)).contains(Version.of("1"));
        assertThat(Sql.ask(database, "select to_regclass('public.ix') is null")).isEqualTo("t");
    }

    private void endSessions() {
        try {
            assertThat(Sql.ask(
                            database,
                            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname ="
                                    + " current_database() and application_name = 'replyx-verify deploy'"))
                    .isEqualTo("1");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void a_server_that_is_killed_in_step_4_comes_back_at_a_version_that_the_next_deployment_goes_on_from()
            throws Exception {
        Optional<KillableServer> started = KillableServer.start();
        Assumptions.assumeTrue(started.isPresent(), "no container engine, so no server that could be killed");
        try (KillableServer server = started.orElseThrow();
                RehearsalDatabases databases = new RehearsalDatabases(server)) {
            DisposableDatabase mortal = databases.create("mortal");
            subject.deployTo(mortal)
                    .version(2, "create index ix on public.a (id);", "drop index public.ix;")
                    .version(3, "create table public.b (id int); select pg_sleep(60);", "drop table public.b;");
            CompletableFuture<DeployStopped> end =
                    CompletableFuture.supplyAsync(() -> stopped(mortal.ownerUrl(), line -> {}));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Sql.ask(
                                    mortal, "select exists (select from pg_stat_activity where wait_event = 'PgSleep')")
                            .equals("t"));

            server.killAndRestart();

            DeployStopped stopped = end.get(60, TimeUnit.SECONDS);
            assertThat(stopped.exitCode()).isIn(ExitCode.FAILED_PART_WAY, ExitCode.FAILED_AND_BACK);
            assertThat(stopped.getMessage())
                    .containsPattern("The database is at version [12]\\.|cannot be read now: see where it is with"
                            + " ./verify status");
            assertThat(current(mortal)).isIn(Optional.of(Version.of("1")), Optional.of(Version.of("2")));
            assertThat(Sql.ask(mortal, "select to_regclass('public.b') is null"))
                    .isEqualTo("t");
            subject.version(3, "create table public.b (id int);", "drop table public.b;");
            assertThat(deploy(mortal.ownerUrl(), NO_BACKUP, line -> {}).now()).contains(Version.of("3"));
        }
    }
}
