package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.evidence.health.ProbeRecall;
import io.replyx.verify.migration.lock.MigrationLock;
import io.replyx.verify.testing.ReplyxDatabase;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import io.replyx.verify.testing.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Maintenance of ReplyX's database, as a person types it. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaintainCommandTest {
    private static final String COSINE = "public.knowledge_embeddings_embedding_cosine_idx";
    private static final String INVALID = "select count(*) from pg_index where not indisvalid";

    private RehearsalDatabases databases;
    private DisposableDatabase head;
    private DisposableDatabase database;

    @BeforeAll
    void deploy(RehearsalDatabases shared) throws SQLException {
        databases = shared;
        head = ReplyxDatabase.atHead(shared, "maintained");
    }

    @AfterAll
    void drop() {
        head.close();
    }

    @BeforeEach
    void copy() {
        database = databases.clone(head, "maintain");
    }

    @AfterEach
    void dropCopy() {
        database.close();
    }

    private String node(String index) throws SQLException {
        return Sql.ask(database, "select relfilenode from pg_class where oid = '" + index + "'::regclass");
    }

    private Verify maintain() {
        return Verify.on(database.ownerUrl());
    }

    @Test
    void tables_are_vacuumed_and_analysed_and_vector_indexes_built_anew() throws SQLException {
        State before = State.ofBooks(database);
        String node = node(COSINE);
        Verify verify = maintain();

        assertThat(verify.run("maintain", "--memory", "64MB"))
                .as(verify.output())
                .isZero();

        assertThat(verify.output())
                .contains("vacuum (analyze) public.users", "reindex index concurrently " + COSINE, "done in ")
                .doesNotContain("was never analysed, so that the planner knows nothing of its");
        assertThat(node(COSINE)).isNotEqualTo(node);
        assertThat(Sql.ask(
                        database,
                        "select count(*) from pg_class where oid = 'public.users'::regclass and reltuples >= 0"))
                .isEqualTo("1");
        assertThat(Sql.ask(database, INVALID)).isEqualTo("0");
        assertThat(State.ofBooks(database).catalog()).isEqualTo(before.catalog());
    }

    @Test
    void a_dry_run_shows_statements_and_advice_and_touches_nothing() throws SQLException {
        String node = node(COSINE);
        Verify verify = maintain();

        assertThat(verify.run("maintain", "--dry-run")).as(verify.output()).isZero();

        assertThat(verify.output())
                .contains("vacuum (analyze) public.knowledge_embeddings;", "reindex index concurrently " + COSINE + ";")
                .contains("Advice: database: ALTER DATABASE … SET ivfflat.probes = 10")
                .contains("Advice: index " + COSINE + ": build it anew once the rows are in")
                .contains("Dry run: nothing was touched.");
        assertThat(node(COSINE)).isEqualTo(node);
    }

    @Test
    void lists_are_held_against_the_root_of_the_rows() throws SQLException {
        Sql.run(
                database,
                "update pg_class set reltuples = 1000000 where oid = 'public.knowledge_embeddings'::regclass",
                "alter database " + io.replyx.verify.database.Sql.identifier(database.name())
                        + " set ivfflat.probes = 10");
        Verify verify = maintain();

        assertThat(verify.run("maintain", "--dry-run")).as(verify.output()).isZero();

        assertThat(verify.output())
                .contains("SET (lists = 1000)", "about 1000000 rows make about 1000")
                .doesNotContain("Advice: database:");
    }

    @Test
    void what_searches_find_is_the_reason_for_more_lists() throws SQLException {
        Sql.run(
                database,
                "analyze public.knowledge_embeddings",
                "alter database " + io.replyx.verify.database.Sql.identifier(database.name())
                        + " set ivfflat.probes = 1");
        Verify verify = maintain();

        assertThat(verify.run("maintain", "--dry-run")).as(verify.output()).isZero();

        assertThat(verify.output())
                .contains("it is 1; the contract says 10")
                .containsPattern(
                        "Advice: index " + COSINE + ": search [0-9]+ lists \\(ivfflat.probes\\), since of the 10"
                                + " nearest rows of 8 vectors its searches find [0-9]+% with 1, .* lists searched");
    }

    @Test
    void all_lists_find_all_neighbours() throws SQLException {
        try (Connection connection = database.open()) {
            connection.setAutoCommit(false);

            List<ProbeRecall> recall = ProbeRecall.measure(connection, COSINE, List.of(1, 100));

            assertThat(recall).extracting(ProbeRecall::probes).containsExactly(1, 100);
            assertThat(recall.get(1).recall()).isEqualTo(1.0);
            assertThat(recall.get(0).recall()).isBetween(0.01, 1.0);
            connection.rollback();
        }
    }

    @Test
    void only_one_kind_of_work_or_named_objects() throws SQLException {
        String node = node(COSINE);
        Verify verify = maintain();

        assertThat(verify.run("maintain", "--only", "analyze"))
                .as(verify.output())
                .isZero();
        assertThat(verify.output())
                .contains("analyze public.users")
                .doesNotContain("vacuum", "reindex index concurrently");
        assertThat(verify.run("maintain", COSINE)).as(verify.output()).isZero();
        assertThat(verify.output()).contains("reindex index concurrently").doesNotContain("vacuum");
        assertThat(node(COSINE)).isNotEqualTo(node);
        assertThat(verify.run("maintain", "public.nowhere")).isEqualTo(4);
        assertThat(verify.output()).contains("There is no table or index public.nowhere");
    }

    @Test
    void what_an_interrupted_build_left_is_dropped_first() throws SQLException {
        leaveInvalid(COSINE);
        Verify verify = maintain();

        assertThat(verify.run("maintain", "--only", "reindex"))
                .as(verify.output())
                .isZero();

        assertThat(verify.output()).contains("Dropped index " + COSINE + "_ccnew");
        assertThat(Sql.ask(database, INVALID)).isEqualTo("0");
    }

    /** Cut a build short while it waits for an old snapshot, as a statement_timeout or a person would. */
    private void leaveInvalid(String index) throws SQLException {
        try (Connection old = database.openAsAdmin();
                Statement snapshot = old.createStatement();
                Connection builder = database.openAsAdmin();
                Statement build = builder.createStatement()) {
            snapshot.execute("begin isolation level repeatable read");
            snapshot.execute("select count(*) from public.knowledge_embeddings");
            build.execute("set statement_timeout = '1s'");
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> build.execute("reindex index concurrently " + index)))
                    .hasMessageContaining("timeout");
        }
        assertThat(Sql.ask(database, INVALID)).isEqualTo("1");
    }

    @Test
    void an_old_transaction_is_named_before_a_build_begins_and_the_way_on_is_told() throws SQLException {
        try (Connection old = database.openAsAdmin();
                Statement snapshot = old.createStatement()) {
            snapshot.execute("begin isolation level repeatable read");
            snapshot.execute("select count(*) from public.knowledge_embeddings");
            Verify verify = maintain();

            assertThat(verify.run("maintain", "--snapshot-wait", "3", "public.users", COSINE))
                    .as(verify.output())
                    .isEqualTo(7);

            assertThat(verify.output())
                    .contains("it would wait for transactions that did not end within 3 s", "- process ")
                    .contains("Done: vacuum (analyze) public.users. To go on: ./verify maintain " + COSINE);
        }
        assertThat(Sql.ask(database, INVALID)).isEqualTo("0");
        assertThat(maintain().run("maintain", COSINE)).isZero();
    }

    @Test
    void nothing_begins_while_somebody_migrates() throws SQLException {
        String node = node(COSINE);
        try (Connection deployer = database.open()) {
            MigrationLock lock = MigrationLock.take(deployer, "public.flyway_schema_history", Duration.ofSeconds(5));
            Verify verify = maintain();

            assertThat(verify.run("maintain", "--lock-wait", "0")).isEqualTo(7);

            assertThat(verify.output()).contains("Nothing was touched", "process ");
            lock.close();
        }
        assertThat(node(COSINE)).isEqualTo(node);
    }

    @Test
    void a_role_that_vacuum_would_pass_over_is_refused() throws SQLException {
        Sql.run(database, "alter table public.users owner to postgres");
        Verify verify = maintain();

        assertThat(verify.run("maintain")).isEqualTo(4);

        assertThat(verify.output()).contains("may not maintain public.users").doesNotContain("done in");
    }

    @Test
    void limits_that_cannot_be_meant_are_wrong_use() throws SQLException {
        Verify verify = maintain();

        assertThat(verify.run("maintain", "--longest", "0")).isEqualTo(2);
        assertThat(verify.run("maintain", "--memory", "1TB")).isEqualTo(2);
        assertThat(Sql.ask(database, INVALID)).isEqualTo("0");
    }
}
