package io.replyx.verify.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.evidence.LockTrace;
import io.replyx.verify.evidence.LockTrace.Mode;
import io.replyx.verify.evidence.LockTrace.TableLock;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.Refused;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import io.replyx.verify.testing.State;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rollbacks through the Java API, on subjects that go wrong in every way. */
@ExtendWith(SharedServer.class)
class RollbackTest {
    private static final String TABLE = "create table public.a (id int primary key);";

    @TempDir
    Path root;

    private DisposableDatabase database;
    private SmallSubject subject;
    private final List<String> progress = new ArrayList<>();

    @BeforeEach
    void create(RehearsalDatabases databases) {
        database = databases.create("small");
        subject = new SmallSubject(root).version(1, TABLE, "drop table public.a;");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private Rollback rollback() {
        return new Rollback(database.ownerUrl(), subject.subject(), progress::add);
    }

    private Optional<Version> current() throws SQLException {
        try (Connection connection = database.open()) {
            return SchemaHistory.read(connection).orElseThrow().current();
        }
    }

    private static RollbackRequest everything() {
        return RollbackRequest.last().downTo("base").acceptingDataLoss();
    }

    @Test
    void takes_back_what_it_planned_and_says_what_proved_it() throws SQLException, IOException {
        subject.version(2, "alter table public.a add b text;", "alter table public.a drop b;")
                .deployAndApprove(database);
        RollbackPlan plan = rollback().plan(RollbackRequest.last());

        RollbackResult result = rollback().run(plan);

        assertThat(plan.undos()).extracting(undo -> undo.script().name()).containsExactly("U2__step.sql");
        assertThat(result.now()).contains(Version.of("1"));
        assertThat(result.undone()).singleElement().satisfies(undone -> {
            assertThat(undone.checksum()).isEqualTo(plan.undos().get(0).checksum());
            assertThat(undone.proof()).isEqualTo("has the approved catalog of version 1");
        });
        assertThat(current()).contains(Version.of("1"));
        assertThat(progress).anyMatch(line -> line.startsWith("undoing version 2"));
    }

    @Test
    void a_plan_is_made_without_a_transaction_that_has_an_id() throws SQLException, IOException {
        subject.deployAndApprove(database);
        String next = "select pg_snapshot_xmax(pg_current_snapshot())::text";
        String before = Sql.ask(database, next);

        rollback().plan(everything());

        assertThat(Sql.ask(database, next)).isEqualTo(before);
    }

    @Test
    void without_an_approved_catalog_it_says_that_nothing_was_proved_by_one() {
        subject.deployTo(database);
        RollbackPlan plan = rollback().plan(everything());

        RollbackResult result = rollback().run(plan);

        assertThat(plan.notes()).anyMatch(note -> note.contains("no catalog is approved for version 1"));
        assertThat(result.undone()).extracting(Undone::proof).containsExactly("not proved by an approved catalog");
    }

    @Test
    void an_undo_that_forgets_something_is_taken_back_itself() throws SQLException, IOException {
        subject.version(2, "alter table public.a add b text; create index ix on public.a (b);", "drop index public.ix;")
                .deployAndApprove(database);
        State before = State.of(database);
        RollbackPlan plan = rollback().plan(RollbackRequest.last().acceptingDataLoss());

        RollbackStopped stopped =
                catchThrowableOfType(RollbackStopped.class, () -> rollback().run(plan));

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.FAILED_AND_BACK);
        assertThat(stopped).hasMessageContaining("column public.a.b").hasMessageContaining("at version 2");
        assertThat(State.of(database)).isEqualTo(before);
    }

    @Test
    void a_failure_below_others_says_where_the_database_is() throws SQLException {
        subject.version(2, "create table public.b (id int);", "drop table public.b; drop table public.missing;")
                .version(3, "create table public.c (id int);", "drop table public.c;")
                .deployTo(database);
        RollbackPlan plan = rollback().plan(everything());

        RollbackStopped stopped =
                catchThrowableOfType(RollbackStopped.class, () -> rollback().run(plan));

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.FAILED_AND_BACK);
        assertThat(stopped)
                .hasMessageContaining("U2__step.sql line 1")
                .hasMessageContaining("42P01")
                .hasMessageContaining("Taken back before: version 3.")
                .hasMessageContaining("The database is at version 2.");
        assertThat(current()).contains(Version.of("2"));
        assertThat(Sql.ask(database, "select to_regclass('public.b')::text")).isEqualTo("b");
    }

    @Test
    void steps_that_all_ran_and_left_something_are_told_as_a_failed_rollback() throws SQLException, IOException {
        subject.version(
                        2,
                        "create index ix on public.a (id); create index left_over on public.a (id);",
                        "drop index concurrently public.ix;")
                .stepByStep(2)
                .deployAndApprove(database);
        RollbackPlan plan = rollback().plan(RollbackRequest.last());

        RollbackStopped stopped =
                catchThrowableOfType(RollbackStopped.class, () -> rollback().run(plan));

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.ROLLBACK_FAILED);
        assertThat(stopped).hasMessageContaining("left_over").hasMessageContaining("The history says");
    }

    @Test
    void a_script_in_steps_that_stops_is_completed_by_the_same_command() throws SQLException {
        subject.version(
                        2,
                        "create index ix on public.a (id); create table public.b (id int);",
                        "drop index concurrently if exists public.ix;\ndo $$ begin perform 1 / (select count(*) from"
                                + " public.switch); end $$;\ndrop table public.b;")
                .stepByStep(2)
                .deployTo(database);
        Sql.run(database, "create table switch (on_ int)", "grant select on switch to public");

        RollbackStopped stopped = catchThrowableOfType(
                RollbackStopped.class, () -> rollback().run(rollback().plan(RollbackRequest.last())));

        assertThat(stopped.exitCode()).isEqualTo(ExitCode.FAILED_PART_WAY);
        assertThat(stopped)
                .hasMessageContaining("U2__step.sql line 2")
                .hasMessageContaining("Run the same command again");
        Sql.run(database, "insert into switch values (1)");
        assertThat(rollback().run(rollback().plan(RollbackRequest.last())).now())
                .contains(Version.of("1"));
    }

    static Stream<Arguments> versionsWithNoWayBack() {
        return Stream.of(
                Arguments.of("create table b (id int);", "", "has no undo script"),
                Arguments.of(
                        "-- irreversible: restore the backup of before the deploy\ncreate table b (id int);",
                        "",
                        "is irreversible. Instead: restore the backup of before the deploy"),
                Arguments.of("create table b (id int);", "drop table b;\ncommit;", "U2__step.sql line 2"),
                Arguments.of("create table b (id int);", "drop table b;\n\\echo done", "U2__step.sql line 2"),
                Arguments.of(
                        "create table b (id int);",
                        "drop table b;\ndelete from flyway_schema_history;",
                        "U2__step.sql line 2"));
    }

    @ParameterizedTest
    @MethodSource("versionsWithNoWayBack")
    void a_version_that_cannot_be_taken_back_is_a_named_stop(String apply, String undo, String reason)
            throws SQLException {
        subject.version(2, apply, undo).deployTo(database);
        State before = State.of(database);

        assertThatThrownBy(() -> rollback().plan(everything()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("nothing was touched");

        assertThat(State.of(database)).isEqualTo(before);
    }

    @Test
    void what_changes_between_plan_and_run_is_noticed() {
        subject.deployTo(database);
        RollbackPlan plan = rollback().plan(everything());

        assertThatThrownBy(() -> {
                    Sql.run(database, "create table public.late (id int)");
                    rollback().run(plan);
                })
                .isInstanceOf(Refused.class)
                .hasMessageContaining("has changed since the plan was made");
    }

    @Test
    void the_rows_that_go_are_counted() throws SQLException, IOException {
        subject.version(
                        2,
                        "alter table public.a add b text;",
                        "-- lossy: public.a.b (it is new)\nalter table public.a drop b;")
                .deployAndApprove(database);
        Sql.run(database, "insert into a values (1, 'x'), (2, null)");

        RollbackPlan plan = rollback().plan(everything());

        assertThat(plan.undos().get(0).losses())
                .extracting(Loss::describe)
                .containsExactly("column public.a.b: 1 values (declared: it is new)");
        assertThat(plan.undos().get(1).losses()).extracting(Loss::describe).containsExactly("table public.a: 2 rows");
    }

    @Test
    void locks_are_found_out_on_another_database(io.replyx.verify.database.Server server) throws SQLException {
        subject.version(
                        2,
                        "create index ix on public.a (id); create table public.b (id int references public.a);",
                        "drop index concurrently public.ix;\ndrop table public.b;")
                .stepByStep(2)
                .deployTo(database);
        State before = State.of(database);
        RollbackPlan plan = rollback().plan(everything());

        List<LockTrace> traces = rollback().rehearse(plan, server);

        assertThat(traces).extracting(trace -> trace.version().toString()).containsExactly("2", "1");
        assertThat(traces.get(0).locks())
                .containsExactly(
                        new TableLock("public.a", Mode.ACCESS_EXCLUSIVE),
                        new TableLock("public.b", Mode.ACCESS_EXCLUSIVE));
        assertThat(State.of(database)).isEqualTo(before);
    }

    @Test
    void a_run_that_is_stopped_says_where_the_database_is() throws Exception {
        subject.version(2, "create table public.b (id int);", "drop table public.b; select pg_sleep(60);")
                .deployTo(database);
        Rollback rollback = rollback();
        RollbackPlan plan = rollback.plan(everything());
        Thread stop = new Thread(() -> org.awaitility.Awaitility.await().until(() -> {
            boolean asleep = Sql.ask(
                            database,
                            "select count(*) from pg_stat_activity where query ~ 'pg_sleep' and state = 'active'"
                                    + " and datname = current_database() and pid <> pg_backend_pid()")
                    .equals("1");
            if (asleep) {
                rollback.stop();
            }
            return asleep;
        }));
        stop.start();

        RollbackStopped stopped = catchThrowableOfType(RollbackStopped.class, () -> rollback.run(plan));

        stop.join();
        assertThat(stopped.exitCode()).isEqualTo(ExitCode.FAILED_AND_BACK);
        assertThat(stopped).hasMessageContaining("57014").hasMessageContaining("The database is at version 2.");
        assertThat(current()).contains(Version.of("2"));
    }
}
