package io.replyx.verify.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.jupiter.Status;
import io.replyx.verify.testing.Rehearsing;
import io.replyx.verify.testing.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A production run on a database of 2,000 tables and a million rows, within what the contract allows it. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BudgetsTest {
    private static final String LARGE = """
            DO $$ BEGIN
                FOR i IN 1..2000 LOOP
                    EXECUTE format('CREATE TABLE public.t%s (id serial PRIMARY KEY)', i);
                END LOOP;
            END $$;
            CREATE TABLE public.big AS SELECT i AS id FROM generate_series(1, 1000000) AS i;
            ANALYZE public.big;
            """;

    private Path subject;
    private DisposableDatabase database;

    @BeforeAll
    void fill(RehearsalDatabases databases, @TempDir Path folder) throws SQLException, IOException {
        subject = folder;
        database = databases.create("large");
        execute(LARGE);
        Files.createDirectories(subject.resolve("migrations/versioned"));
        Files.createDirectories(subject.resolve("migrations/undo"));
        Files.createDirectories(subject.resolve("fixtures"));
        Files.writeString(subject.resolve("migrations/versioned/V1__base.sql"), LARGE);
        Files.writeString(subject.resolve("migrations/undo/U1__base.sql"), "DROP TABLE public.big;\n");
    }

    @AfterAll
    void drop() {
        database.close();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.openAsAdmin();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<Outcome> look(String budgets) throws IOException {
        return look("public.big", budgets);
    }

    private List<Outcome> look(String filledTables, String budgets) throws IOException {
        Files.writeString(
                subject.resolve("fixtures/contract.yaml"),
                "subject: large\nfilledTables: [" + filledTables + "]\nbudgets: {" + budgets + "}\n");
        return Rehearsing.productionAllowed(subject, database.adminUrl());
    }

    @Test
    void a_large_database_is_looked_at_within_the_usual_budget() throws IOException {
        List<Outcome> outcomes = look("connections: \"2\"");

        assertThat(outcomes)
                .noneMatch(outcome -> outcome.toString().contains("budgets.")
                        || outcome.toString().contains("could not be carried through"));
        assertThat(outcomes)
                .filteredOn(outcome -> List.of("CAT-006", "OPS-004", "OPS-006").contains(outcome.rule()))
                .extracting(Outcome::status)
                .doesNotContain(Status.SKIPPED);
    }

    @Test
    void what_does_not_fit_is_not_read_and_said() throws IOException {
        List<Outcome> outcomes = look("run: 1ms");

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.rule().startsWith("CAT-006"))
                .isNotEmpty()
                .allMatch(outcome -> outcome.status() != Status.PASSED)
                .allMatch(outcome -> outcome.toString().contains("budgets.run"));
    }

    @Test
    void a_rule_that_would_wait_for_a_lock_is_skipped() throws SQLException, IOException {
        try (Connection migration = database.openAsAdmin();
                Statement statement = migration.createStatement()) {
            migration.setAutoCommit(false);
            statement.execute("LOCK TABLE public.big IN ACCESS EXCLUSIVE MODE");

            List<Outcome> outcomes = look("lock: 100ms");

            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.rule().equals("CAT-006"))
                    .singleElement()
                    .satisfies(outcome -> {
                        assertThat(outcome.status()).isEqualTo(Status.SKIPPED);
                        assertThat(outcome.reason()).contains("not to be had within 100 ms");
                    });
            assertThat(outcomes)
                    .noneMatch(outcome -> outcome.status() == Status.FAILED
                            && outcome.toString().contains("not to be had within"));
        }
    }

    @Test
    void a_rule_that_is_broken_before_it_would_wait_stays_broken() throws SQLException, IOException {
        try (Connection migration = database.openAsAdmin();
                Statement statement = migration.createStatement()) {
            migration.setAutoCommit(false);
            statement.execute("LOCK TABLE public.big IN ACCESS EXCLUSIVE MODE");

            List<Outcome> outcomes = look("public.t1, public.big", "lock: 100ms");

            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.rule().equals("CAT-006"))
                    .singleElement()
                    .satisfies(outcome -> {
                        assertThat(outcome.status()).isEqualTo(Status.FAILED);
                        assertThat(outcome.reason())
                                .startsWith("not looked at to the end: ")
                                .contains("not to be had within 100 ms");
                        assertThat(outcome.findings())
                                .extracting(Finding::object)
                                .containsExactly("table public.t1");
                    });
        }
    }

    /** Since its definitions cannot be had from the server without a lock of that table, the catalog cannot be read. */
    @Test
    void a_table_that_is_locked_holds_up_neither_the_run_nor_rules_that_do_not_look_at_the_catalog()
            throws SQLException, IOException {
        List<String> free = statuses(look(""));
        try (Connection migration = database.openAsAdmin();
                Statement statement = migration.createStatement()) {
            migration.setAutoCommit(false);
            statement.execute("LOCK TABLE public.t1000, public.big IN ACCESS EXCLUSIVE MODE");
            long start = System.nanoTime();

            List<Outcome> outcomes = look("");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
            assertThat(outcomes).noneMatch(outcome -> outcome.reason().contains("used up"));
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.rule().equals("CAT-004"))
                    .singleElement()
                    .satisfies(outcome -> {
                        assertThat(outcome.status()).isEqualTo(Status.FAILED);
                        assertThat(outcome.findings().get(0).message())
                                .contains("the catalog cannot be read", "not to be had within 200 ms");
                    });
            assertThat(withoutCatalog(statuses(outcomes))).isEqualTo(withoutCatalog(free));
        }
    }

    private static List<String> withoutCatalog(List<String> statuses) {
        return statuses.stream()
                .filter(status -> status.matches("(MIG|SEC|OPS)-.*") && !status.startsWith("OPS-007"))
                .toList();
    }

    private static List<String> statuses(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome.rule() + " " + outcome.status())
                .toList();
    }

    @Test
    void nobody_waits_for_the_run_to_change_rows_nor_for_long_to_change_tables() throws Exception {
        CompletableFuture<List<Outcome>> run = CompletableFuture.supplyAsync(this::lookQuietly);
        int samples = 0;
        try (Connection other = database.openAsAdmin();
                Statement statement = other.createStatement()) {
            while (!run.isDone() || samples == 0) {
                // Whoever had to wait for a row or table would be told so by these limits.
                statement.execute("SET lock_timeout = '1ms'");
                statement.execute("UPDATE public.big SET id = id WHERE id = 1");
                statement.execute("SET lock_timeout = '2s'");
                statement.execute("ALTER TABLE public.big SET (fillfactor = " + (90 + samples % 10) + ")");
                statement.execute("TRUNCATE public.t1");
                samples++;
            }
        }
        assertThat(run.join()).isNotEmpty();
        assertThat(samples).isPositive();
    }

    private List<Outcome> lookQuietly() {
        try {
            return look("");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
