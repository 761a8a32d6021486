package io.replyx.verify.operation.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.evidence.Workbench;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.apply.Migrator;
import io.replyx.verify.migration.lock.LockHeld;
import io.replyx.verify.migration.lock.LockPatience;
import io.replyx.verify.migration.lock.MigrationLock;
import io.replyx.verify.migration.lock.WaitLimits;
import io.replyx.verify.operation.SmallSubject;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Deployments through the Java API that go wrong at each step in turn, and what they leave. */
@ExtendWith(SharedServer.class)
class DeploymentTest {
    private static final String A = "create table public.a (id int primary key);";
    private static final String NEXT_TRANSACTION = "select pg_snapshot_xmax(pg_current_snapshot())::text";
    private static final DeployRequest NO_BACKUP =
            new DeployRequest(Optional.empty(), Duration.ofSeconds(10), Optional.empty());
    private static final WaitLimits IMPATIENT = WaitLimits.STANDARD
            .with(new LockPatience(2, Duration.ofMillis(200), Duration.ofMillis(100), Duration.ofMillis(100)))
            .withSnapshots(Duration.ofMillis(500));

    @TempDir
    Path root;

    private RehearsalDatabases databases;
    private DisposableDatabase database;
    private SmallSubject subject;
    private final List<String> progress = new ArrayList<>();

    @BeforeEach
    void create(RehearsalDatabases shared) {
        databases = shared;
        database = databases.create("deploy");
        subject = new SmallSubject(root).version(1, A, "drop table public.a;");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private Deployment deployment() {
        return new Deployment(database.ownerUrl(), subject.subject(), progress::add, IMPATIENT);
    }

    private DeployResult deploy() {
        return deploy(NO_BACKUP);
    }

    private DeployResult deploy(DeployRequest request) {
        Deployment deployment = deployment();
        return deployment.run(deployment.plan(request));
    }

    private DeployStopped stopped() {
        return catchThrowableOfType(DeployStopped.class, this::deploy);
    }

    private void approve() throws SQLException, IOException {
        try (DisposableDatabase other = databases.create("approve")) {
            subject.deployAndApprove(other);
        }
    }

    private Optional<Version> current() throws SQLException {
        try (Connection connection = database.open()) {
            return SchemaHistory.read(connection).flatMap(SchemaHistory::current);
        }
    }

    private Catalog catalog() throws SQLException {
        try (Connection connection = database.openAsAdmin()) {
            return new CatalogReader(Workbench.BOOKKEEPING).read(connection);
        }
    }

    @Test
    void applies_what_is_pending_and_tells_of_each_step() throws SQLException, IOException {
        subject.version(2, "alter table public.a add b text;", "alter table public.a drop b;")
                .contract("maintainedTables: [public.a]");
        approve();

        DeployResult result = deploy();

        assertThat(result.applied()).containsExactly(Version.of("1"), Version.of("2"));
        assertThat(result.now()).contains(Version.of("2"));
        assertThat(result.steps()).extracting(StepOutcome::step).containsExactly(DeployStep.values());
        assertThat(result.steps()).allMatch(StepOutcome::done);
        assertThat(progress)
                .anyMatch(
                        line -> line.matches("step 4 of 8, migrations: 2 versions applied, up to version 2 \\(.* s\\)"))
                .anyMatch(line -> line.startsWith("step 5 of 8, drift: none from the approved catalog of version 2"))
                .anyMatch(line -> line.startsWith("step 7 of 8, optimisation: 1 tables analyzed"))
                .anyMatch(line -> line.startsWith("step 8 of 8, statistics: the 2 largest tables"));
        assertThat(current()).contains(Version.of("2"));
    }

    @Test
    void with_nothing_pending_nothing_changes() throws SQLException, IOException {
        subject.deployAndApprove(database);
        State before = State.of(database);

        DeployResult result = deploy();

        assertThat(result.applied()).isEmpty();
        assertThat(result.now()).contains(Version.of("1"));
        assertThat(progress).anyMatch(line -> line.contains("backup: skipped, since nothing is pending"));
        assertThat(State.of(database)).isEqualTo(before);
    }

    @Test
    void planning_and_a_dry_run_write_nothing() throws SQLException, IOException {
        subject.contract("maintainedTables: [public.a]");
        approve();
        State before = State.of(database);
        String next = Sql.ask(database, NEXT_TRANSACTION);
        Deployment deployment = deployment();

        List<StepOutcome> steps = deployment.rehearse(deployment.plan(NO_BACKUP));

        assertThat(steps).extracting(StepOutcome::step).containsExactly(DeployStep.values());
        assertThat(steps.get(3).outcome()).isEqualTo("would apply version 1");
        assertThat(steps.get(6).outcome()).contains("ANALYZE public.a;");
        assertThat(Sql.ask(database, NEXT_TRANSACTION)).isEqualTo(next);
        assertThat(State.of(database)).isEqualTo(before);
    }

    @Test
    void step_1_refuses_a_database_that_drifted() throws SQLException, IOException {
        subject.version(2, "create table public.b (id int);", "drop table public.b;");
        approve();
        Sql.run(database, "create table public.by_hand (id int)");
        State before = State.of(database);

        assertThatThrownBy(this::deploy)
                .isInstanceOf(Refused.class)
                .hasMessageContaining("table public.by_hand")
                .hasMessageContaining("nothing was touched");

        assertThat(State.of(database)).isEqualTo(before);
    }

    @Test
    void step_1_refuses_scripts_that_do_not_fit_the_history() throws SQLException, IOException {
        subject.version(3, "create table public.c (id int);", "").deployAndApprove(database);
        subject.version(1, A + " -- edited", "drop table public.a;").version(2, "begin; commit;", "");

        assertThatThrownBy(this::deploy)
                .isInstanceOf(Refused.class)
                .hasMessageContaining("V1__step.sql was changed after it was applied")
                .hasMessageContaining("version 2 is pending below version 3")
                .hasMessageContaining("V2__step.sql line 1");
    }

    @Test
    void step_1_refuses_a_role_that_may_not_do_what_is_pending() throws SQLException, IOException {
        subject.deployTo(database);
        subject.version(2, "alter table public.a add b text;", "alter table public.a drop b;")
                .contract("maintainedTables: [public.a]");
        approve();
        Sql.run(
                database,
                "alter table a owner to current_user",
                "alter database " + database.name() + " owner to current_user",
                "revoke create on schema public from public");

        assertThatThrownBy(this::deploy)
                .isInstanceOf(Refused.class)
                .hasMessageContaining("does not own what the pending scripts change: public.a")
                .hasMessageContaining("may not make anything in schema public")
                .hasMessageContaining("may not analyze public.a");
    }

    @Test
    void step_1_refuses_without_an_extension_that_the_role_may_not_install() {
        subject.contract("extensions: [{name: vector}]");

        assertThatThrownBy(this::deploy)
                .isInstanceOf(Refused.class)
                .hasMessageContaining("a superuser runs CREATE EXTENSION \"vector\" in this database");
    }

    @Test
    void step_1_refuses_an_extension_that_is_too_old() {
        subject.contract("extensions: [{name: vector, minimum: \"99.0\"}]");

        assertThatThrownBy(this::deploy).isInstanceOf(Refused.class).hasMessageContaining("asks for 99.0 or newer");
    }

    @Test
    void step_2_that_fails_leaves_everything_as_it_was() throws SQLException, IOException {
        Path inTheWay = Files.createFile(root.resolve("backups"));
        State before = State.of(database);

        assertThatThrownBy(
                        () -> deploy(new DeployRequest(Optional.of(inTheWay), Duration.ofSeconds(1), Optional.empty())))
                .isInstanceOf(ExpectedFailure.class)
                .hasMessageContaining(inTheWay.toString());

        assertThat(progress).last().asString().startsWith("step 2 of 8, backup: FAILED");
        assertThat(State.of(database)).isEqualTo(before);
    }

    @Test
    void step_3_installs_what_is_missing_and_a_later_failure_takes_it_away_again() throws SQLException {
        subject.contract("extensions: [{name: vector}]").version(1, "select 1 / 0;", "select 1;");
        Catalog before = catalog();
        var superuser = databases.superuserScope();
        DeployStopped stopped;
        try {
            stopped = stopped();
        } finally {
            superuser.close();
        }

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.FAILED_AND_BACK);
        assertThat(stopped).hasMessageContaining("Extension vector was taken away again.");
        assertThat(progress).anyMatch(line -> line.matches("step 3 of 8, extensions: vector .* installed .*"));
        assertThat(catalog()).isEqualTo(before);
    }

    @Test
    void step_3_that_fails_leaves_everything_as_it_was() throws SQLException {
        subject.contract("extensions: [{name: vector}]");
        State before = State.of(database);
        Deployment deployment = deployment();
        var superuser = databases.superuserScope();
        DeployPlan plan;
        try {
            plan = deployment.plan(NO_BACKUP);
        } finally {
            superuser.close();
        }

        DeployStopped stopped = catchThrowableOfType(DeployStopped.class, () -> deployment.run(plan));

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.FAILED_AND_BACK);
        assertThat(stopped).hasMessageContaining("CREATE EXTENSION").hasMessageContaining("No version was applied.");
        assertThat(State.of(database)).isEqualTo(before);
    }

    @Test
    void step_4_that_fails_takes_back_what_was_applied() throws SQLException, IOException {
        subject.version(2, "create index ix on public.a (id);", "drop index public.ix;")
                .version(3, "create view public.v as select id from public.a;", "drop view public.v;");
        approve();
        deployTo(1);
        Sql.run(database, "insert into a values (1)");
        subject.version(4, "create table public.d (id int); select 1 / 0;", "drop table public.d;");
        Catalog before = catalog();

        DeployStopped stopped = stopped();

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.FAILED_AND_BACK);
        assertThat(stopped)
                .hasMessageContainingAll("V4__step.sql line 1", "22012")
                .hasMessageContaining("Taken back: version 2, 3.")
                .hasMessageContaining("The database is at version 1. That is as before.");
        assertThat(stopped.steps()).last().matches(step -> step.step() == DeployStep.MIGRATIONS && !step.done());
        assertThat(catalog()).isEqualTo(before);
        assertThat(Sql.ask(database, "select count(*) from a")).isEqualTo("1");
    }

    @Test
    void what_somebody_did_meanwhile_keeps_versions_in_place() throws SQLException, IOException {
        subject.version(2, "create index ix on public.a (id);", "drop index public.ix;");
        approve();
        deployTo(1);

        DeployStopped stopped = catchThrowableOfType(DeployStopped.class, () -> {
            subject.version(3, "select 1 / (select count(*) from public.a);", "select 1;");
            Deployment deployment =
                    new Deployment(database.ownerUrl(), subject.subject(), this::makeSomethingAfterVersion2, IMPATIENT);
            deployment.run(deployment.plan(NO_BACKUP));
        });

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.FAILED_PART_WAY);
        assertThat(stopped).hasMessageContaining("table public.by_hand").hasMessageContaining("at version 2.");
    }

    private void makeSomethingAfterVersion2(String line) {
        if (line.startsWith("version 2 is applied")) {
            try {
                Sql.run(database, "create table public.by_hand (id int)");
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    @Test
    void rows_that_came_meanwhile_are_never_lost() throws SQLException, IOException {
        subject.version(2, "insert into public.a values (1);", "select 1;");
        subject.version(3, "select 1;", "select 1;");
        approve();
        subject.version(3, "select 1 / 0;", "select 1;");

        DeployStopped stopped = stopped();

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.FAILED_PART_WAY);
        assertThat(stopped)
                .hasMessageContaining("table public.a would go, into which rows may have come")
                .hasMessageContaining("The database is at version 2.")
                .hasMessageContaining("forward: mend what is said above, then run ./verify deploy again")
                .hasMessageContaining("back: ./verify rollback --to base");
        assertThat(Sql.ask(database, "select count(*) from a")).isEqualTo("1");
        subject.version(3, "select 1;", "select 1;");
        assertThat(deploy().applied()).containsExactly(Version.of("3"));
    }

    @Test
    void a_version_whose_undo_loses_data_stays() throws SQLException {
        subject.version(2, "create table public.b (id int);", "-- lossy: public.b (new)\ndrop table public.b;")
                .version(3, "select 1 / 0;", "select 1;");

        DeployStopped stopped = stopped();

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.FAILED_PART_WAY);
        assertThat(stopped).hasMessageContaining("version 2 has no undo, or one that loses data");
        assertThat(current()).contains(Version.of("2"));
    }

    @Test
    void a_script_in_steps_that_fails_is_completed_by_the_same_command() throws SQLException, IOException {
        subject.version(
                        2,
                        "drop index concurrently if exists public.ix;\ncreate unique index concurrently ix on public.a"
                                + " ((id % 2));",
                        "drop index concurrently if exists public.ix;")
                .appliedStepByStep(2)
                .stepByStep(2);
        approve();
        deployTo(1);
        Sql.run(database, "insert into a values (1), (3)");

        DeployStopped stopped = stopped();

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.FAILED_PART_WAY);
        assertThat(stopped)
                .hasMessageContaining("V2__step.sql line 2")
                .hasMessageContaining("The database is at version 1.")
                .hasMessageContaining("runs the script of that version from the top");
        Sql.run(database, "delete from a where id = 3");
        DeployPlan again = deployment().plan(NO_BACKUP);
        assertThat(again.notes()).anyMatch(note -> note.contains("version 2 was begun before"));
        assertThat(deployment().run(again).now()).contains(Version.of("2"));
        assertThat(Sql.ask(database, "select bool_and(indisvalid) from pg_index where indrelid = 'a'::regclass"))
                .isEqualTo("t");
    }

    @Test
    void an_index_that_an_interrupted_build_left_is_shown_before_it_is_dropped_and_built_anew()
            throws SQLException, IOException {
        subject.version(
                        2,
                        "create index concurrently if not exists ix on public.a (id);",
                        "drop index concurrently if exists public.ix;")
                .appliedStepByStep(2)
                .stepByStep(2);
        approve();
        deployTo(1);
        Sql.run(
                database,
                "create index ix on public.a (id)",
                "update pg_index set indisvalid = false where indexrelid = 'public.ix'::regclass");
        String drop = "drop index concurrently if exists public.ix";

        DeployPlan plan = deployment().plan(NO_BACKUP);
        List<StepOutcome> steps = deployment().rehearse(plan);

        assertThat(plan.leftovers()).extracting(Leftover::statement).containsExactly(drop);
        assertThat(PlanFacts.of(plan, subject.subject()).steps()).contains("4 migrations: " + drop);
        assertThat(steps).extracting(StepOutcome::outcome).contains("would apply version 2\n  " + drop + ";");
        String before = Sql.ask(database, "select 'public.ix'::regclass::oid");
        assertThat(deployment().run(plan).now()).contains(Version.of("2"));
        assertThat(progress).contains("dropped index public.ix, which an interrupted build had left INVALID");
        assertThat(Sql.ask(database, "select 'public.ix'::regclass::oid")).isNotEqualTo(before);
    }

    @Test
    void a_detachment_that_was_interrupted_is_completed() throws SQLException, IOException {
        subject.version(
                        2,
                        "create table public.p (id int) partition by list (id);"
                                + " create table public.c partition of public.p for values in (1);",
                        "drop table public.p;")
                .version(3, "alter table public.p detach partition public.c concurrently;", "select 1;")
                .appliedStepByStep(3);
        approve();
        deployTo(2);
        try (Connection reader = database.open();
                Connection impatient = database.open()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("select * from public.p");
            impatient.createStatement().execute("set lock_timeout = '200ms'");
            assertThatThrownBy(() -> impatient
                            .createStatement()
                            .execute("alter table public.p detach partition public.c concurrently"))
                    .isInstanceOf(SQLException.class);
            reader.rollback();
        }

        assertThat(deploy().now()).contains(Version.of("3"));

        assertThat(progress)
                .contains("completed the detachment of public.c from public.p, which an interrupted run had begun");
        assertThat(Sql.ask(database, "select count(*) from pg_inherits where inhparent = 'public.p'::regclass"))
                .isEqualTo("0");
    }

    @Test
    void an_index_that_may_be_in_the_making_is_not_touched() throws SQLException, IOException {
        subject.version(2, "create index concurrently if not exists ix on public.a (id);", "drop index public.ix;")
                .appliedStepByStep(2);
        approve();
        deployTo(1);
        Sql.run(
                database,
                "create index ix on public.a (id)",
                "update pg_index set indisvalid = false where indexrelid = 'public.ix'::regclass");
        try (Connection other = database.openAsAdmin()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table public.a in share update exclusive mode");

            assertThat(stopped())
                    .hasMessageContaining("index public.ix is INVALID and is not touched")
                    .hasMessageContaining("holds ShareUpdateExclusiveLock on the table");
            other.rollback();
        }
        assertThat(current()).contains(Version.of("1"));
    }

    private void deployTo(int version) throws SQLException {
        subject.directory()
                .upTo(Version.of(Integer.toString(version)))
                .migrations()
                .forEach(migration -> new Migrator(subject.directory().versioned(), database.dataSource())
                        .applyUpTo(migration.version())
                        .ifPresent(failure -> {
                            throw new IllegalStateException(failure.describe());
                        }));
    }

    @Test
    void a_table_that_stays_locked_ends_it_as_it_was_before_and_names_who_holds_it() throws SQLException, IOException {
        subject.deployAndApprove(database);
        subject.version(2, "alter table public.a add b text;", "alter table public.a drop b;");
        State before = State.of(database);

        try (Connection reader = database.open()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("lock table a in access share mode");
            DeployStopped stopped = stopped();

            assertThat(stopped.exitCode()).isEqualTo(ExitCode.LOCKED);
            assertThat(stopped)
                    .hasMessageContaining("55P03")
                    .hasMessageContaining("(2 tries)")
                    .hasMessageContaining("pg_terminate_backend(")
                    .hasMessageContaining("The database is at version 1.");
            reader.rollback();
        }
        assertThat(State.of(database)).isEqualTo(before);
    }

    @Test
    void a_build_is_not_begun_while_an_old_transaction_would_hold_it_up() throws SQLException, IOException {
        subject.deployAndApprove(database);
        subject.version(2, "create index concurrently ix on public.a (id);", "drop index concurrently public.ix;")
                .appliedStepByStep(2)
                .stepByStep(2);
        State before = State.of(database);

        try (Connection reader = database.open()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("lock table a in share mode");
            DeployStopped stopped = stopped();

            assertThat(stopped.exitCode()).isEqualTo(ExitCode.LOCKED);
            assertThat(stopped)
                    .hasMessageContaining("would wait for transactions")
                    .hasMessageContaining("ShareLock");
            reader.rollback();
        }
        assertThat(State.of(database)).isEqualTo(before);
    }

    @Test
    void step_5_that_finds_drift_stops_where_it_is() throws SQLException, IOException {
        subject.version(2, "create table public.b (id int);", "drop table public.b;");
        approve();
        subject.version(2, "create table public.b (id int, more text);", "drop table public.b;");

        DeployStopped stopped = stopped();

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.FAILED_PART_WAY);
        assertThat(stopped)
                .hasMessageContaining("column public.b.more")
                .hasMessageContaining("Version 1, 2 is not taken back by itself")
                .hasMessageContaining("The database is at version 2.");
        assertThat(stopped.steps()).last().matches(step -> step.step() == DeployStep.DRIFT && !step.done());
    }

    @Test
    void step_6_without_a_critical_index_is_back_where_it_was() throws SQLException, IOException {
        subject.version(2, "create index other on public.a (id);", "drop index public.other;")
                .contract(
                        "criticalIndexes:", "  - name: public.ix", "    definition: CREATE INDEX ix ON public.a (id)");
        approve();
        deployTo(1);
        Catalog before = catalog();

        DeployStopped stopped = stopped();

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.FAILED_AND_BACK);
        assertThat(stopped).hasMessageContaining("missing: index public.ix");
        assertThat(stopped.steps()).last().matches(step -> step.step() == DeployStep.INDEXES && !step.done());
        assertThat(catalog()).isEqualTo(before);
    }

    @Test
    void step_6_fails_on_an_index_that_is_invalid() throws SQLException {
        subject.contract(
                        "criticalIndexes:",
                        "  - name: public.ix",
                        "    definition: CREATE INDEX ix ON public.a USING" + " btree (id)")
                .version(2, "create index ix on public.a (id);", "drop index public.ix;")
                .deployTo(database);
        Sql.run(database, "update pg_index set indisvalid = false where indexrelid = 'ix'::regclass");

        DeployStopped stopped = stopped();

        assertThat(stopped).hasMessageContaining("public.ix").hasMessageContaining("No version was applied.");
        assertThat(stopped.exitCode()).isEqualTo(ExitCode.FAILED_AND_BACK);
    }

    @Test
    void step_7_that_cannot_analyze_is_an_error() throws SQLException, IOException {
        subject.version(2, "create index other on public.a (id);", "drop index public.other;")
                .contract("maintainedTables: [public.a, public.missing]");
        approve();
        deployTo(1);
        Catalog before = catalog();

        DeployStopped stopped = stopped();

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.FAILED_AND_BACK);
        assertThat(stopped).hasMessageContaining("table public.missing");
        assertThat(stopped.steps()).last().matches(step -> step.step() == DeployStep.OPTIMISATION && !step.done());
        assertThat(catalog()).isEqualTo(before);
    }

    @Test
    void step_7_sets_probes_as_a_role_that_is_no_superuser() throws SQLException {
        subject.contract("databaseSettings: {ivfflat.probes: \"10\"}");
        Sql.run(database, "create extension vector");

        deploy();

        assertThat(Sql.ask(database, "select current_setting('ivfflat.probes')"))
                .isEqualTo("10");
    }

    @Test
    void step_7_names_the_statement_for_a_setting_that_the_role_may_not_make() throws SQLException {
        subject.contract("databaseSettings: {ivfflat.probes: \"10\"}");
        Sql.run(
                database,
                "create extension vector",
                "alter database " + database.name() + " owner to current_user",
                "grant create on schema public to " + database.ownerUrl().user());

        DeployResult result = deploy();

        assertThat(result.steps().get(6).outcome())
                .contains("ivfflat.probes NOT set, which the role may not do")
                .contains("runs: ALTER DATABASE \"" + database.name() + "\" SET ivfflat.probes = '10';");
    }

    @Test
    void whoever_holds_the_lock_is_named_and_nothing_is_touched() throws SQLException {
        State before = State.of(database);
        try (Connection other = database.open()) {
            MigrationLock lock = MigrationLock.take(other, "public.flyway_schema_history", Duration.ofSeconds(1));

            assertThatThrownBy(
                            () -> deploy(new DeployRequest(Optional.empty(), Duration.ofMillis(200), Optional.empty())))
                    .isInstanceOfSatisfying(
                            LockHeld.class, held -> assertThat(held.exitCode()).isEqualTo(ExitCode.LOCKED));
            lock.close();
        }
        assertThat(State.of(database)).isEqualTo(before);
    }

    @Test
    void what_changes_between_plan_and_run_is_noticed() throws SQLException {
        Deployment deployment = deployment();
        DeployPlan plan = deployment.plan(NO_BACKUP);
        Sql.run(database, "create table public.late (id int)");

        assertThatThrownBy(() -> deployment.run(plan))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("has changed since the plan was made");

        assertThat(current()).isEmpty();
    }

    @Test
    void an_interruption_leaves_a_named_state() throws SQLException {
        subject.version(2, "select pg_sleep(60);", "select 1;");
        Deployment deployment = deployment();
        DeployPlan plan = deployment.plan(NO_BACKUP);
        CompletableFuture<Throwable> end = CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(DeployStopped.class, () -> deployment.run(plan)));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Sql.ask(
                                database,
                                "select count(*) from pg_stat_activity where query ~ '^select pg_sleep' and state ="
                                        + " 'active' and datname = current_database()")
                        .equals("1"));

        deployment.stop();

        assertThat(end.join())
                .isInstanceOfSatisfying(
                        DeployStopped.class,
                        stopped -> assertThat(stopped.exitCode()).isEqualTo(ExitCode.FAILED_PART_WAY))
                .hasMessageContaining("57014")
                .hasMessageContaining("The database is at version 1.");
        assertThat(current()).contains(Version.of("1"));
    }

    @Test
    void a_plan_that_was_approved_is_deployed_and_no_other() {
        Path file = root.resolve("plan.json");
        PlanFile approved = new PlanFile(file);
        approved.write(deployment().plan(NO_BACKUP), subject.subject());

        assertThatCode(() -> approved.requireSame(deployment().plan(NO_BACKUP), subject.subject()))
                .doesNotThrowAnyException();

        subject.version(1, "create table public.a (id bigint primary key);", "drop table public.a;")
                .version(2, "select 1;", "");
        assertThatThrownBy(() -> approved.requireSame(deployment().plan(NO_BACKUP), subject.subject()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("version 1 differs")
                .hasMessageContaining("version 2 is pending and not in the plan");
    }

    @Test
    void a_plan_for_another_database_is_refused() {
        Path file = root.resolve("plan.json");
        new PlanFile(file).write(deployment().plan(NO_BACKUP), subject.subject());

        try (DisposableDatabase other = databases.create("other")) {
            DeployPlan plan = new Deployment(other.ownerUrl(), subject.subject(), progress::add).plan(NO_BACKUP);
            assertThatThrownBy(() -> new PlanFile(file).requireSame(plan, subject.subject()))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("database differs");
        }
    }
}
