package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.KillableServer;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.testing.ReplyxDatabase;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a person and a machine learn of ReplyX's database in use. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitorCommandTest {
    private static final Pattern SERIES = Pattern.compile(
            "([a-z_:][a-z0-9_:]*)(\\{(?:[a-z_]+=\"(?:[^\"\\\\\\n]|\\\\[\\\\n\"])*\",?)*})? (-?[0-9.Ee+-]+)");

    private RehearsalDatabases databases;
    private DisposableDatabase database;

    @BeforeAll
    void deploy(RehearsalDatabases shared) throws SQLException {
        databases = shared;
        database = ReplyxDatabase.atHead(shared, "monitor");
        Sql.run(database, "analyze");
    }

    @AfterAll
    void drop() {
        database.close();
    }

    private JsonNode json(Verify verify, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("monitor", "--format", "json"));
        arguments.addAll(List.of(more));
        int code = verify.run(arguments.toArray(String[]::new));
        assertThat(code).as(verify.output()).isBetween(0, 1);
        return new JsonMapper().readTree(verify.output());
    }

    @Test
    void a_table_tells_sizes_migrations_and_what_is_not_known() {
        Verify verify = Verify.on(database.adminUrl());

        assertThat(verify.run("monitor")).as(verify.output()).isZero();

        assertThat(verify.output())
                .contains("version 6, head 6", "public.knowledge_embeddings", "No threshold is exceeded.")
                .contains("growth     not known: there is no history to compare with: --history FILE keeps one")
                .contains("disk       not known: the disk of the server cannot be seen from here")
                .contains("slow       not known: pg_stat_statements is not installed in this database");
    }

    @Test
    void a_role_that_only_reads_is_told_what_is_hidden_from_it() throws IOException {
        JsonNode reading = json(Verify.on(database.ownerUrl()));

        assertThat(reading.path("othersVisible").asBoolean()).isFalse();
        assertThat(reading.path("tables")).isNotEmpty();
        assertThat(reading.path("migrations").path("version").asText()).isEqualTo("6");
    }

    @Test
    void every_threshold_that_is_exceeded_is_named(@TempDir Path folder) throws IOException {
        Path contract = Files.writeString(
                folder.resolve("contract.yaml"),
                "subject: small\nthresholds: {databaseSize: 1MB, tableSize: 8kB, diskUsed: 1%, longTransaction: 1h}");
        Verify verify = Verify.on(database.adminUrl());

        assertThat(verify.run("monitor", "--contract", contract.toString(), "--disk", "/"))
                .isEqualTo(1);

        assertThat(verify.output())
                .contains("Exceeded databaseSize: database, have ", "want 1.0 MB at most")
                .contains("Exceeded tableSize: table public.knowledge_embeddings, have ", "want 8.0 kB at most")
                .contains("Exceeded diskUsed: disk at /, have ", "want 1% at most");
    }

    @Test
    void growth_is_told_by_the_history_and_held_against_its_threshold(@TempDir Path folder) throws IOException {
        Path history = folder.resolve("sizes.jsonl");
        Verify verify = Verify.on(database.adminUrl());

        JsonNode first = json(verify, "--history", history.toString());
        String line = Files.readString(history);
        Files.writeString(
                history,
                line.replaceFirst(
                                "\"at\":\"[^\"]*\"", "\"at\":\"" + Instant.now().minus(Duration.ofDays(2)) + "\"")
                        .replaceFirst("\"bytes\":\\d+", "\"bytes\":-1000000000"));
        int code = verify.run("monitor", "--history", history.toString());

        assertThat(first.path("notKnown").path("growth").asText()).contains("first look");
        assertThat(code).isEqualTo(1);
        assertThat(verify.output())
                .containsPattern("Exceeded dailyGrowth: growth of the database, have 5\\d\\d MB a day");
        assertThat(Files.readAllLines(history)).hasSize(2);
    }

    @Test
    void a_chain_of_waits_is_told_with_the_first_blocker_first() throws Exception {
        try (DisposableDatabase busy = databases.clone(database, "waits");
                Connection first = busy.openAsAdmin();
                Connection second = busy.openAsAdmin();
                Connection third = busy.openAsAdmin()) {
            int root = process(first);
            int middle = process(second);
            int last = process(third);
            execute(first, "begin", "lock table public.users in access exclusive mode");
            execute(second, "begin", "lock table public.dialogs in access exclusive mode");
            CompletableFuture<Void> waits = later(second, "lock table public.users in access share mode");
            CompletableFuture<Void> behind = later(third, "lock table public.dialogs in access share mode");
            Verify verify = Verify.on(busy.adminUrl());
            JsonNode chain = Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> json(verify).path("lockWaits"), node -> node.size() == 3);
            verify.run("monitor");
            String table = verify.output();
            execute(first, "rollback");
            waits.join();
            execute(second, "rollback");
            behind.join();

            assertThat(chain).extracting(node -> node.path("pid").asInt()).containsExactly(root, middle, last);
            assertThat(chain).extracting(node -> node.path("depth").asInt()).containsExactly(0, 1, 2);
            assertThat(chain.get(1).path("wants").asText()).isEqualTo("AccessShareLock on relation public.users");
            assertThat(table)
                    .containsSubsequence(
                            "process " + root, "waits for nobody", "  process " + middle, "process " + last)
                    .contains("(locked: as of its last VACUUM)");
        }
    }

    private static int process(Connection connection) throws SQLException {
        return connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static CompletableFuture<Void> later(Connection connection, String sql) {
        return CompletableFuture.runAsync(() -> {
            try {
                // Outside of a transaction the server refuses it.
                execute(connection, sql.isEmpty() ? "select 1" : "do $$ begin execute '" + sql + "'; end $$");
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    @Test
    void metrics_are_valid_and_every_series_is_there_once() throws SQLException {
        try (DisposableDatabase odd = databases.clone(database, "metrics")) {
            Sql.run(odd, "create table \"odd \"\"name\\\" (id int primary key)");
            Verify verify = Verify.on(odd.adminUrl());

            assertThat(verify.run("monitor", "--format", "prometheus")).isZero();

            Set<String> seen = new HashSet<>();
            Set<String> typed = new HashSet<>();
            for (String line : verify.output().lines().toList()) {
                if (line.startsWith("# TYPE ")) {
                    assertThat(typed.add(line.replaceFirst("# TYPE (\\S+) .*", "$1")))
                            .as(line)
                            .isTrue();
                } else if (!line.startsWith("# HELP ")) {
                    Matcher series = SERIES.matcher(line);
                    assertThat(series.matches()).as(line).isTrue();
                    assertThat(typed).contains(series.group(1));
                    assertThat(seen.add(series.group(1) + series.group(2)))
                            .as(line)
                            .isTrue();
                }
            }
            assertThat(verify.output())
                    .contains("replyx_database_size_bytes{database=\"")
                    .contains("odd \\\"\\\"name\\\\\\\"")
                    .contains("replyx_pending_migrations{")
                    .contains("replyx_threshold_exceeded{");
        }
    }

    @Test
    void a_watch_tells_a_line_for_each_look_and_ends_after_its_rounds() {
        Verify verify = Verify.on(database.adminUrl());

        assertThat(verify.run("monitor", "--watch", "1s", "--rounds", "2")).isZero();
        assertThat(verify.output().lines()).hasSize(2).allMatch(line -> line.contains("lock waits 0"));
        assertThat(verify.run("monitor", "--watch", "soon")).isEqualTo(2);
        assertThat(verify.run("monitor", "--watch", "1s", "--format", "prometheus"))
                .isEqualTo(2);
    }

    @Test
    void an_extension_whose_library_is_not_loaded_is_told() throws IOException, SQLException {
        try (DisposableDatabase extended = databases.clone(database, "statements")) {
            Sql.run(extended, "create extension pg_stat_statements");

            JsonNode reading = json(Verify.on(extended.adminUrl()));

            assertThat(reading.path("notKnown").path("slowStatements").asText()).contains("shared_preload_libraries");
        }
    }

    @Test
    void slow_statements_are_told_without_the_values_in_them() throws SQLException, IOException {
        Optional<KillableServer> started = KillableServer.startWithLibrary("pg_stat_statements");
        assumeThat(started).isPresent();
        try (KillableServer server = started.get();
                RehearsalDatabases own = new RehearsalDatabases(server);
                DisposableDatabase slow = own.create("slow")) {
            Sql.run(
                    slow,
                    "create extension pg_stat_statements",
                    "select pg_sleep(0.3), 'S3cr3tCANARY' /* S3cr3tCANARY */",
                    "do $$ begin perform pg_sleep(0.3), 'S3cr3tCANARY'; end $$");

            JsonNode all = json(Verify.on(slow.adminUrl()));
            JsonNode restricted = json(Verify.on(slow.ownerUrl()));

            assertThat(all.path("slowStatements"))
                    .extracting(node -> node.path("text").asText())
                    .contains("select pg_sleep($1), $2");
            assertThat(all.toString()).doesNotContain("S3cr3tCANARY");
            assertThat(restricted.path("slowStatements"))
                    .isNotEmpty()
                    .allMatch(node -> node.path("text").isNull());
        }
    }
}
