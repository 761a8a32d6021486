package io.replyx.verify.migration.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.lock.LockPatience;
import io.replyx.verify.migration.lock.WaitLimits;
import io.replyx.verify.testing.SharedServer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An undo in one transaction: its proof, its bounds, others in its way, and a commit whose answer is lost. */
@ExtendWith(SharedServer.class)
class UndoTest {
    @TempDir
    Path root;

    private UndoSubject subject;

    @BeforeEach
    void create(RehearsalDatabases databases) throws IOException {
        DisposableDatabase database = databases.create("undo");
        subject = new UndoSubject(root, database);
        subject.script("versioned/V1__tables.sql", "create table t (id int); create table u (id int);");
        subject.script("undo/U1__tables.sql", "drop table u;\ndrop table t;");
        subject.apply();
    }

    @AfterEach
    void drop() {
        subject.close();
    }

    private String tables() throws SQLException {
        return subject.ask("select concat_ws(',', to_regclass('t'), to_regclass('u'))");
    }

    private CompletableFuture<UndoResult> later(WaitLimits limits) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return subject.undo("1", limits, Proof.NONE);
            } catch (SQLException refused) {
                throw new IllegalStateException(refused);
            }
        });
    }

    private static WaitLimits patient(Duration lockTimeout) {
        return WaitLimits.STANDARD.with(
                new LockPatience(40, lockTimeout, Duration.ofMillis(20), Duration.ofMillis(100)));
    }

    private void awaitWaitingFor(String table) {
        await().atMost(20, TimeUnit.SECONDS)
                .until(() -> subject.ask(
                                "select exists (select from pg_locks where not granted and relation = '" + table
                                        + "'::regclass and database = (select oid from pg_database where datname ="
                                        + " current_database()))")
                        .equals("t"));
    }

    @Test
    void a_proof_sees_the_undo_and_its_row_before_the_commit() throws Exception {
        UndoResult result = subject.undo("1", UndoSubject.SHORT, connection -> {
            assertThat(SchemaHistory.read(connection).orElseThrow().current()).isEmpty();
            try (var query = connection.prepareStatement("select to_regclass('t') is null");
                    var answer = query.executeQuery()) {
                assertThat(answer.next() && answer.getBoolean(1)).isTrue();
            }
            return Optional.empty();
        });

        assertThat(result).isInstanceOf(UndoResult.Undone.class);
    }

    @Test
    void a_refuted_proof_takes_the_undo_back() throws Exception {
        UndoResult result = subject.undo("1", UndoSubject.SHORT, connection -> Optional.of("extra: sequence s"));

        assertThat(result).isEqualTo(new UndoResult.Refuted("U1__tables.sql", "extra: sequence s", true));
        assertThat(result.describe()).contains("extra: sequence s. The database is as it was before.");
        assertThat(tables()).isEqualTo("t,u");
        assertThat(subject.ask("select count(*) from flyway_schema_history")).isEqualTo("1");
    }

    @Test
    void names_who_is_in_the_way_when_patience_ends() throws Exception {
        try (Connection reader = subject.database().open()) {
            UndoSubject.run(reader, "set application_name = 'nightly report'");
            reader.setAutoCommit(false);
            UndoSubject.run(reader, "select count(*), 'a secret' from t");

            UndoResult result = subject.undo("1");

            assertThat(result).isInstanceOfSatisfying(UndoResult.Locked.class, locked -> {
                assertThat(locked.attempts()).isEqualTo(2);
                assertThat(locked.blockers()).hasSize(1);
            });
            assertThat(result.describe())
                    .startsWith("U1__tables.sql line 2 (drop table t): ")
                    .contains("application nightly report", "idle in transaction", "after 2 tries")
                    .contains("last statement: select count(*), '…' from t", "select pg_terminate_backend(")
                    .doesNotContain("a secret");
            reader.rollback();
        }
        assertThat(tables()).isEqualTo("t,u");
    }

    @Test
    void tries_the_whole_transaction_again_until_the_way_is_free() throws Exception {
        try (Connection reader = subject.database().open()) {
            reader.setAutoCommit(false);
            UndoSubject.run(reader, "select count(*) from t");
            CompletableFuture<UndoResult> undo = later(patient(Duration.ofMillis(100)));
            awaitWaitingFor("t");
            reader.commit();

            assertThat(undo.get(20, TimeUnit.SECONDS)).isInstanceOf(UndoResult.Undone.class);
        }
        assertThat(tables()).isEmpty();
    }

    @Test
    void tries_again_after_a_deadlock() throws Exception {
        try (Connection other = subject.database().open()) {
            other.setAutoCommit(false);
            UndoSubject.run(other, "lock table t in access share mode");
            CompletableFuture<UndoResult> undo = later(patient(Duration.ofSeconds(15)));
            awaitWaitingFor("t");
            // The undo waits first, and so is the one that finds the deadlock and gives way.
            UndoSubject.run(other, "lock table u in access share mode");
            other.commit();

            assertThat(undo.get(30, TimeUnit.SECONDS)).isInstanceOf(UndoResult.Undone.class);
        }
    }

    @Test
    void bounds_its_session_while_it_works_and_no_longer() throws Exception {
        subject.script(
                "undo/U1__tables.sql",
                "drop table t, u; create table seen as select string_agg(name || '=' || setting, ' ' order by name) as s"
                        + " from pg_settings where name in ('lock_timeout', 'statement_timeout',"
                        + " 'idle_in_transaction_session_timeout', 'client_connection_check_interval');");
        try (Connection connection = subject.database().open()) {
            UndoSubject.run(connection, "set statement_timeout = '7s'");

            assertThat(new Undo(connection).run(subject.migration("1"))).isEmpty();

            try (var query = connection.prepareStatement("show statement_timeout");
                    var answer = query.executeQuery()) {
                assertThat(answer.next() ? answer.getString(1) : "").isEqualTo("7s");
            }
        }
        assertThat(subject.ask("select s from seen"))
                .isEqualTo("client_connection_check_interval=500 idle_in_transaction_session_timeout=300000"
                        + " lock_timeout=2000 statement_timeout=1800000");
    }

    @Test
    void a_statement_that_takes_too_long_is_ended() throws Exception {
        subject.script("undo/U1__tables.sql", "drop table t;\nselect pg_sleep(60);");
        WaitLimits limits = new WaitLimits(
                LockPatience.STANDARD,
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));

        UndoResult result = subject.undo("1", limits, Proof.NONE);

        assertThat(result).isInstanceOfSatisfying(UndoResult.FailedAndBack.class, failed -> {
            assertThat(failed.reason().sqlState()).contains("57014");
            assertThat(failed.reason().line()).contains(2);
        });
        assertThat(tables()).isEqualTo("t,u");
    }

    @Test
    void a_session_that_is_ended_by_others_leaves_everything_as_it_was() throws Exception {
        subject.script("undo/U1__tables.sql", "drop table t;\nselect pg_terminate_backend(pg_backend_pid());");

        assertThat(subject.undo("1")).isInstanceOf(UndoResult.FailedAndBack.class);

        assertThat(tables()).isEqualTo("t,u");
    }

    /** A connection whose commit reaches the server and whose answer does not come back. */
    private static Connection losingTheAnswer(Connection real, boolean sessionEnds) {
        return (Connection) Proxy.newProxyInstance(
                UndoTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(real, arguments);
                        if (method.getName().equals("commit")) {
                            if (sessionEnds) {
                                real.close();
                            }
                            throw new SQLException("An I/O error occurred while sending to the backend.", "08006");
                        }
                        return answer;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    private UndoResult undoLosingTheAnswer(boolean sessionEnds) throws SQLException {
        WaitLimits limits = new WaitLimits(
                LockPatience.STANDARD,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                sessionEnds ? Duration.ofSeconds(20) : Duration.ofMillis(300));
        try (Connection real = subject.database().open()) {
            return new Undo(
                            losingTheAnswer(real, sessionEnds),
                            subject.database().dataSource(),
                            limits)
                    .run(subject.migration("1"), Proof.NONE);
        }
    }

    @Test
    void reads_in_the_history_whether_a_commit_took_place_whose_answer_was_lost() throws Exception {
        assertThat(undoLosingTheAnswer(true))
                .isInstanceOfSatisfying(
                        UndoResult.Undone.class,
                        undone -> assertThat(undone.notes())
                                .singleElement()
                                .asString()
                                .contains("the history says that it took place"));
        assertThat(tables()).isEmpty();
    }

    @Test
    void is_in_doubt_as_long_as_the_lost_session_lives() throws Exception {
        UndoResult result = undoLosingTheAnswer(false);

        assertThat(result).isInstanceOf(UndoResult.InDoubt.class);
        assertThat(result.describe()).contains("wholly done or not at all", "of the server is still at it");
    }

    @Test
    void a_session_that_is_ended_during_the_commit_leaves_everything_as_it_was() throws Exception {
        subject.run("create function f() returns trigger language plpgsql as"
                + " 'begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(30); return null; end'");
        subject.script(
                "undo/U1__tables.sql",
                "create constraint trigger late after insert on t deferrable initially deferred for each row"
                        + " execute function f();\ninsert into t values (1);");

        assertThat(subject.undo("1")).isInstanceOf(UndoResult.FailedAndBack.class);

        assertThat(subject.ask("select count(*) from t")).isEqualTo("0");
        assertThat(subject.ask("select count(*) from flyway_schema_history")).isEqualTo("1");
    }
}
