package io.replyx.verify.migration.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.testing.SharedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An undo that may not be in a transaction: it goes on after interruptions and builds anew what is INVALID. */
@ExtendWith(SharedServer.class)
class UndoStepsTest {
    @TempDir
    Path root;

    private UndoSubject subject;

    @BeforeEach
    void create(RehearsalDatabases databases) throws IOException {
        DisposableDatabase database = databases.create("steps");
        subject = new UndoSubject(root, database);
        subject.script("versioned/V1__table.sql", "create table t (id int, v text);");
        subject.script("versioned/V2__less.sql", "select 1;");
        subject.script("undo/U2__less.sql.conf", "executeInTransaction=false");
    }

    @AfterEach
    void drop() {
        subject.close();
    }

    private void undoScript(String text) throws IOException {
        subject.script("undo/U2__less.sql", text);
        subject.apply();
    }

    private String indexes() throws SQLException {
        return subject.ask("select coalesce(string_agg(c.relname || case when i.indisvalid then '' else ' INVALID' end,"
                + " ', ' order by c.relname), 'none') from pg_index i join pg_class c on c.oid = i.indexrelid"
                + " where i.indrelid = 't'::regclass");
    }

    /** Build an index that fails on two equal values, and so stays INVALID. */
    private void leaveInvalid(String index) throws SQLException {
        subject.run("insert into t values (1), (1)");
        try {
            subject.run("create unique index concurrently " + index + " on t (id)");
        } catch (SQLException duplicate) {
            subject.run("delete from t");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index concurrently i on t (id)",
                "create index concurrently if not exists i on t (id)",
                "CREATE UNIQUE INDEX CONCURRENTLY -- a comment\n IF NOT EXISTS \"i\" ON ONLY public.\"t\" (id)",
            })
    void builds_anew_what_an_interrupted_build_left_invalid(String statement) throws Exception {
        undoScript(statement);
        leaveInvalid("i");
        leaveInvalid("i_ccnew");
        leaveInvalid("j_ccnew");
        assertThat(indexes()).isEqualTo("i INVALID, i_ccnew INVALID, j_ccnew INVALID");

        UndoResult result = subject.undo("2");

        assertThat(indexes()).isEqualTo("i, j_ccnew INVALID");
        assertThat(result.describe())
                .isEqualTo("undone. Dropped index public.i_ccnew, which an interrupted build had left INVALID."
                        + " Dropped index public.i, which an interrupted build had left INVALID.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reindex table concurrently t", "reindex (concurrently, verbose) index i"})
    void drops_what_an_interrupted_reindex_left(String statement) throws Exception {
        undoScript(statement);
        subject.run("create index i on t (id)");
        leaveInvalid("i_ccold1");

        assertThat(subject.undo("2")).isInstanceOf(UndoResult.Undone.class);

        assertThat(indexes()).isEqualTo("i");
    }

    @Test
    void goes_on_where_an_earlier_run_stopped() throws Exception {
        undoScript(
                "drop index concurrently a;\ncreate index concurrently b on t (id);\nselect 1 / (select count(*) from t);");
        subject.run("create index a on t (v)");

        UndoResult first = subject.undo("2");

        assertThat(first).isInstanceOfSatisfying(UndoResult.PartWay.class, stopped -> {
            assertThat(stopped.statement()).isEqualTo(3);
            assertThat(stopped.statements()).isEqualTo(3);
            assertThat(stopped.reason().sqlState()).contains("22012");
        });
        assertThat(first.describe()).contains("stopped at statement 3 of 3", "Run the same command again");
        assertThat(indexes()).isEqualTo("b");

        subject.run("insert into t values (1)");
        UndoResult second = subject.undo("2");

        assertThat(second.describe())
                .contains("An earlier run was interrupted", "Passed over line 1", "Passed over line 2");
        assertThat(subject.ask(
                        "select string_agg(type || ' ' || version || ' ' || success, ', ' order by installed_rank)"
                                + " from flyway_schema_history"))
                .isEqualTo("SQL 1 true, SQL 2 true, DELETE 2 true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop index concurrently nowhere", "drop table nowhere"})
    void a_first_statement_that_fails_leaves_no_trace(String statement) throws Exception {
        undoScript(statement);

        UndoResult result = subject.undo("2");

        assertThat(result.failure())
                .hasValueSatisfying(reason -> assertThat(reason.sqlState())
                        .hasValueSatisfying(state -> assertThat(state).startsWith("42")));
        assertThat(result).isInstanceOf(UndoResult.FailedAndBack.class);
        assertThat(subject.ask("select count(*) from flyway_schema_history")).isEqualTo("2");
    }

    @Test
    void waits_for_old_snapshots_before_a_build_and_names_them() throws Exception {
        undoScript("create index concurrently i on t (id)");
        try (Connection old = subject.database().open()) {
            old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            old.setAutoCommit(false);
            UndoSubject.run(old, "select 'no lock on t, only a snapshot'");
            await().atMost(20, TimeUnit.SECONDS)
                    .until(() -> subject.ask(
                                    "select bool_or(xact_start < clock_timestamp() - interval '2.1 s') from"
                                            + " pg_stat_activity where datname = current_database() and backend_xmin is not null")
                            .equals("t"));

            UndoResult result = subject.undo("2");

            assertThat(result).isInstanceOf(UndoResult.Locked.class);
            assertThat(result.describe())
                    .contains("has an old snapshot", "idle in transaction", "The database is as it was before");
            assertThat(indexes()).isEqualTo("none");
            old.rollback();
        }
        assertThat(subject.undo("2")).isInstanceOf(UndoResult.Undone.class);
    }

    @Test
    void a_lock_that_is_not_to_be_had_stops_a_plain_statement_with_the_names_of_its_holders() throws Exception {
        undoScript("create index concurrently i on t (id);\nalter table t drop column if exists v;");
        subject.run("create table blocked ()");
        try (Connection reader = subject.database().open()) {
            reader.setAutoCommit(false);
            undoScript("drop table if exists nowhere;\ncreate table if not exists made ();\ndrop table blocked;");
            UndoSubject.run(reader, "select * from blocked");

            UndoResult result = subject.undo("2");

            assertThat(result).isInstanceOfSatisfying(UndoResult.PartWay.class, stopped -> {
                assertThat(stopped.statement()).isEqualTo(3);
                assertThat(stopped.blockers()).hasSize(1);
            });
            reader.rollback();
        }
        assertThat(subject.undo("2")).isInstanceOf(UndoResult.Undone.class);
    }

    @Test
    void a_refuted_proof_leaves_the_undo_to_be_completed() throws Exception {
        undoScript("create index concurrently i on t (id)");

        UndoResult result = subject.undo("2", UndoSubject.SHORT, connection -> Optional.of("extra: index i"));

        assertThat(result).isEqualTo(new UndoResult.Refuted("U2__less.sql", "extra: index i", false));
        assertThat(subject.undo("2")).isInstanceOf(UndoResult.Undone.class);
    }

    private void partition() throws SQLException {
        subject.run("create table p (id int) partition by list (id); create table c partition of p for values in (1)");
    }

    private String partitions() throws SQLException {
        return subject.ask("select count(*) from pg_inherits where inhparent = 'p'::regclass");
    }

    /** Interrupt the detachment between its two transactions, by somebody for whom it would wait. */
    private void beginDetachment() throws SQLException {
        try (Connection reader = subject.database().open()) {
            reader.setAutoCommit(false);
            UndoSubject.run(reader, "select * from p");
            assertThatThrownBy(() -> detachImpatiently()).isInstanceOf(SQLException.class);
            reader.rollback();
        }
        assertThat(subject.ask("select inhdetachpending from pg_inherits where inhrelid = 'c'::regclass"))
                .isEqualTo("t");
    }

    private void detachImpatiently() throws SQLException {
        try (Connection connection = subject.database().open()) {
            UndoSubject.run(connection, "set lock_timeout = '200ms'");
            UndoSubject.run(connection, "alter table p detach partition c concurrently");
        }
    }

    @Test
    void completes_a_detachment_that_was_interrupted() throws Exception {
        undoScript("ALTER TABLE ONLY public.p /* a comment */ DETACH PARTITION \"c\" CONCURRENTLY");
        partition();
        beginDetachment();

        UndoResult result = subject.undo("2");

        assertThat(result.describe())
                .isEqualTo(
                        "undone. Completed the detachment of \"c\" from public.p, which an interrupted run had begun.");
        assertThat(partitions()).isEqualTo("0");
    }

    @Test
    void goes_on_behind_a_detachment_that_is_complete() throws Exception {
        undoScript("alter table p detach partition c concurrently;\nselect 1 / (select count(*) from t);");
        partition();
        assertThat(subject.undo("2")).isInstanceOf(UndoResult.PartWay.class);
        assertThat(partitions()).isEqualTo("0");
        subject.run("insert into t values (1)");

        assertThat(subject.undo("2").describe()).contains("Passed over line 1");
    }

    @Test
    void a_detachment_is_not_begun_while_somebody_else_works_on_the_table() throws Exception {
        undoScript("alter table p detach partition c concurrently");
        partition();
        try (Connection other = subject.database().open()) {
            other.setAutoCommit(false);
            UndoSubject.run(other, "lock table p in share update exclusive mode");

            UndoResult result = subject.undo("2");

            assertThat(result).isInstanceOf(UndoResult.Locked.class);
            assertThat(result.describe()).contains("holds ShareUpdateExclusiveLock on the table");
            other.rollback();
        }
        assertThat(subject.undo("2")).isInstanceOf(UndoResult.Undone.class);
        assertThat(partitions()).isEqualTo("0");
    }
}
