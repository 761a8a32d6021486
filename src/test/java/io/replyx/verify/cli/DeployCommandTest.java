package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.PrivilegeScope;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.migration.Version;
import io.replyx.verify.testing.ReplyxDatabase;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import io.replyx.verify.testing.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Deployments of ReplyX's database, as a person types them. */
@ExtendWith(SharedServer.class)
class DeployCommandTest {
    private static final String UNDEFINED_TABLE = "42P01";

    private static final String USER = "(select min(id) from public.users)";
    private static final String VECTOR =
            "(select pg_catalog.array_agg(sqrt(n)) from pg_catalog.generate_series(1, 1536)" + " as n)::public.vector";
    private static final List<String> FIRST_ROWS = List.of(
            "insert into public.user_balances (user_id, balance) values (" + USER + ", 10)",
            "insert into public.service_prices (service_type, price) values ('answer', 1)",
            "insert into public.assistants (user_id, name) values (" + USER + ", 'first')",
            "insert into public.documents (user_id, filename, size) values (" + USER + ", 'a.txt', 1)",
            "insert into public.knowledge_embeddings (user_id, chunk_index, chunk_text, embedding) values (" + USER
                    + ", 0, 'text', " + VECTOR + ")",
            "insert into public.query_embeddings_cache (query_hash, query_text, embedding) values ('h', 'q', " + VECTOR
                    + ")",
            "insert into public.dialogs (user_id, handoff_status) values (" + USER + ", 'none')",
            "insert into public.dialog_messages (dialog_id, text, message_kind) values ((select min(id) from"
                    + " public.dialogs), 'hello', 'text')");

    @TempDir
    Path temp;

    /** Rows that arrive one after the other, from the moment on at which there is a table for them. */
    private static final class Writer {
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicInteger written = new AtomicInteger();
        private final CompletableFuture<Void> work;
        private boolean filled;

        Writer(DisposableDatabase database) {
            work = CompletableFuture.runAsync(() -> write(database));
        }

        private void write(DisposableDatabase database) {
            try (Connection connection = database.openAsAdmin();
                    Statement statement = connection.createStatement()) {
                while (!over.get()) {
                    insert(statement);
                }
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }

        private void insert(Statement statement) throws SQLException {
            try {
                statement.execute("insert into public.users (email, hashed_password) values ('live-" + written.get()
                        + "@example.com', 'x')");
                written.incrementAndGet();
                if (!filled) {
                    fill(statement);
                }
            } catch (SQLException notThere) {
                if (!UNDEFINED_TABLE.equals(notThere.getSQLState())) {
                    throw notThere;
                }
            }
        }

        /** The first user's assistant, documents and dialog. */
        private void fill(Statement statement) throws SQLException {
            for (String row : FIRST_ROWS) {
                statement.execute(row);
            }
            filled = true;
        }

        int end() {
            over.set(true);
            work.join();
            return written.get();
        }
    }

    @Test
    void deploys_the_six_versions_to_an_empty_database_while_rows_arrive(RehearsalDatabases databases)
            throws SQLException, IOException {
        try (DisposableDatabase database = databases.create("fresh")) {
            Verify verify = Verify.on(database.ownerUrl());
            Writer writer = new Writer(database);
            PrivilegeScope superuser = databases.superuserScope();
            int code;
            try {
                code = verify.run(
                        "deploy",
                        "--yes",
                        "--reports",
                        temp.resolve("reports").toString(),
                        "--backup-dir",
                        temp.resolve("b").toString());
            } finally {
                superuser.close();
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> writer.written.get() > 10);
            int written = writer.end();

            assertThat(code).as(verify.output()).isZero();
            assertThat(verify.output())
                    .contains("from no version to version 6", "version 6 vector indexes: V6__vector_indexes.sql")
                    .contains("step 2 of 8, backup: " + temp.resolve("b"))
                    .containsPattern("step 3 of 8, extensions: vector [0-9.]+ installed")
                    .contains("step 4 of 8, migrations: 6 versions applied, up to version 6")
                    .contains("step 5 of 8, drift: none from the approved catalog of version 6")
                    .contains("step 6 of 8, critical indexes: 4 there, valid and as agreed")
                    .containsPattern("step 7 of 8, optimisation: 5 tables analyzed, and [0-9]+ for the first time,"
                            + " ivfflat.probes set to 10")
                    .contains("step 8 of 8, statistics: the 10 largest tables", "public.users")
                    .contains("Deployed 6 versions. The database is at version 6.")
                    .contains("Production run, read-only: ReplyX", "READY");
            assertThat(Sql.ask(database, "select count(*) from users where email like 'live-%'"))
                    .isEqualTo(Integer.toString(written));
            assertThat(Sql.ask(database, "select current_setting('ivfflat.probes')"))
                    .isEqualTo("10");
            assertThat(Sql.ask(database, "select count(*) from pg_index where not indisvalid"))
                    .isEqualTo("0");
            try (Stream<Path> files = Files.list(temp.resolve("b"))) {
                assertThat(files).anyMatch(file -> file.toString().endsWith(".dump"));
            }
        }
    }

    @Test
    void goes_on_from_a_version_while_rows_arrive_and_ends_with_a_production_run(RehearsalDatabases databases)
            throws SQLException, IOException {
        try (DisposableDatabase database = ReplyxDatabase.at(databases, "older", Version.of("2"))) {
            Sql.run(database, "analyze");
            Verify verify = Verify.on(database.ownerUrl()).typing(database.name());
            Writer writer = new Writer(database);
            int code = verify.run(
                    "deploy",
                    "--no-backup",
                    "--reports",
                    temp.resolve("reports").toString());
            int written = writer.end();

            assertThat(code).as(verify.output()).isZero();
            assertThat(verify.output())
                    .contains("from version 2 to version 6", "backup: skipped, as was asked for")
                    .contains("4 versions applied, up to version 6", "Production run, read-only: ReplyX");
            assertThat(Files.readString(temp.resolve("reports/signoff.md"))).contains("The run could have written");
            assertThat(written).isPositive();
            assertThat(Sql.ask(database, "select count(*) from users where email like 'live-%'"))
                    .isEqualTo(Integer.toString(written));
        }
    }

    @Test
    void with_nothing_pending_nobody_is_asked(RehearsalDatabases databases) throws SQLException {
        try (DisposableDatabase database = ReplyxDatabase.atHead(databases, "head")) {
            State before = State.ofBooks(database);
            Verify verify = Verify.on(database.ownerUrl());

            assertThat(verify.run("deploy", "--no-production-run"))
                    .as(verify.output())
                    .isZero();

            assertThat(verify.output()).contains("nothing is pending", "Deployed 0 versions", "at version 6.");
            assertThat(State.ofBooks(database).rows()).isEqualTo(before.rows());
        }
    }

    @Test
    void a_plan_is_written_approved_and_deployed(RehearsalDatabases databases) throws SQLException {
        try (DisposableDatabase database = ReplyxDatabase.at(databases, "plan", Version.of("4"))) {
            String plan = temp.resolve("plan.json").toString();
            State before = State.of(database);
            Verify verify = Verify.on(database.ownerUrl());

            assertThat(verify.run("deploy", "--plan", plan, "--no-backup"))
                    .as(verify.output())
                    .isZero();
            assertThat(Path.of(plan))
                    .content()
                    .contains("\"currentVersion\" : \"4\"", "\"sha256\"", "\"V6__vector_indexes.sql\"");
            assertThat(verify.run("deploy", "--dry-run", "--plan-file", plan, "--no-backup"))
                    .as(verify.output())
                    .isZero();
            assertThat(State.of(database)).isEqualTo(before);

            assertThat(verify.run("deploy", "--plan-file", plan, "--yes", "--backup-dir", temp.toString()))
                    .isEqualTo(4);
            assertThat(verify.output()).contains("steps differs", "2 backup: none");
            assertThat(State.of(database)).isEqualTo(before);
            assertThat(verify.run("deploy", "--plan-file", plan, "--yes", "--no-backup", "--no-production-run"))
                    .as(verify.output())
                    .isZero();
            assertThat(verify.run("deploy", "--plan-file", plan, "--yes", "--no-backup"))
                    .isEqualTo(4);
            assertThat(verify.output()).contains("current version differs", "version 5 is in the plan and not pending");
        }
    }

    @Test
    void nothing_begins_without_the_name_of_the_database(RehearsalDatabases databases) throws SQLException {
        try (DisposableDatabase database = databases.create("unconfirmed")) {
            Sql.run(database, "create extension vector");
            State before = State.of(database);

            assertThat(Verify.on(database.ownerUrl()).run("deploy")).isEqualTo(2);
            assertThat(Verify.on(database.ownerUrl()).typing("postgres").run("deploy"))
                    .isEqualTo(4);

            assertThat(State.of(database)).isEqualTo(before);
        }
    }
}
