package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.Orphans;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.operation.SmallSubject;
import io.replyx.verify.operation.backup.Backups;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import io.replyx.verify.testing.State;
import io.replyx.verify.testing.VerifyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations in processes of their own that are told to end while they are at work. */
@ExtendWith(SharedServer.class)
class InterruptedOperationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String SCRATCH = "datname like 'restore\\_%'";
    /** It waits where a restore comes by, and nowhere else. */
    private static final String SLOW = """
            create function public.slow(n int) returns boolean language plpgsql immutable as $$
            begin
              if current_database() like 'restore%' then perform pg_sleep(60); end if;
              return n > 0;
            end $$
            """;
    /** It waits where a restored database is analysed. */
    private static final String SLOW_TO_ANALYSE = """
            create function public.slow(n int) returns int language plpgsql immutable as $$
            begin
              if current_database() like 'restore%' and current_query() = 'analyze' then perform pg_sleep(60); end if;
              return n;
            end $$
            """;

    @TempDir
    Path root;

    private DisposableDatabase database;

    @BeforeEach
    void make(RehearsalDatabases databases) {
        database = databases.create("interrupted");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private VerifyProcess start(DatabaseUrl url, String... arguments) throws IOException {
        String[] all = Stream.concat(
                        Stream.of(arguments),
                        Stream.of("--migrations", root.resolve("migrations").toString()))
                .toArray(String[]::new);
        return VerifyProcess.start(root, url, all);
    }

    private void untilSql(VerifyProcess process, String condition) {
        await().atMost(PATIENCE).until(() -> {
            assertThat(process.runs()).as(() -> said(process)).isTrue();
            return Sql.ask(
                            database,
                            "select exists (select from pg_stat_activity where pid <> pg_backend_pid() and " + condition
                                    + ")")
                    .equals("t");
        });
    }

    private static String said(VerifyProcess process) {
        try {
            return process.output();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private void leavesNoSession() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Sql.ask(
                                database,
                                "select count(*) from pg_stat_activity where pid <> pg_backend_pid() and (" + SCRATCH
                                        + " or datname = current_database())")
                        .equals("0"));
    }

    private String scratchDatabases() throws SQLException {
        return Sql.ask(database, "select count(*) from pg_database where " + SCRATCH);
    }

    private Path backup() throws IOException {
        Files.createDirectories(root.resolve("migrations/versioned"));
        return new Backups(database.adminUrl(), root.resolve("backups"), line -> {})
                .take()
                .archive();
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void a_backup_leaves_no_file_and_no_session(String signal, int code) throws Exception {
        Sql.run(database, "create table held (id int primary key)");
        Path backups = root.resolve("backups");
        try (Connection holder = database.openAsAdmin();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table held in access exclusive mode");
            try (VerifyProcess process = start(database.adminUrl(), "backup", "--backup-dir", backups.toString())) {
                untilSql(process, "application_name = 'replyx-verify backup' and wait_event_type = 'Lock'");

                process.signal(signal);

                assertThat(process.exitCode()).as(process.output()).isEqualTo(code);
                assertThat(process.output())
                        .contains("Interrupted. No backup was made")
                        .doesNotContain("\tat ");
                assertThat(process.left()).isEmpty();
            }
            holder.rollback();
        }
        leavesNoSession();
        try (Stream<Path> files = Files.list(backups)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly(".lock");
        }
    }

    @Test
    void a_restore_cancels_what_runs_and_leaves_no_scratch_database() throws Exception {
        Sql.run(
                database,
                SLOW,
                "create table notes (id int primary key check (public.slow(id)))",
                "insert into notes values (1)");
        Path archive = backup();
        State before = State.of(database);
        try (VerifyProcess process =
                start(database.adminUrl(), "restore", archive.toString(), "--into", database.name(), "--yes")) {
            untilSql(process, SCRATCH + " and wait_event = 'PgSleep'");

            process.signal("TERM");

            assertThat(process.exitCode()).as(process.output()).isEqualTo(143);
            assertThat(process.output())
                    .contains("Interrupted. ", "/" + database.name() + " is as it was")
                    .doesNotContain("\tat ");
            assertThat(process.left()).isEmpty();
        }
        assertThat(scratchDatabases()).isEqualTo("0");
        leavesNoSession();
        assertThat(State.of(database)).isEqualTo(before);
    }

    @Test
    void a_drill_cancels_its_own_statement_too() throws Exception {
        Sql.run(
                database,
                SLOW_TO_ANALYSE,
                "create table notes (id int primary key)",
                "create index notes_slow on notes (public.slow(id))",
                "insert into notes values (1), (2)");
        backup();
        try (VerifyProcess process = start(
                database.adminUrl(),
                "backup",
                "--drill",
                "--backup-dir",
                root.resolve("backups").toString())) {
            untilSql(process, SCRATCH + " and wait_event = 'PgSleep'");

            process.signal("INT");

            assertThat(process.exitCode()).as(process.output()).isEqualTo(130);
            assertThat(process.output()).contains("Interrupted. ").doesNotContain("\tat ");
            assertThat(process.left()).isEmpty();
        }
        assertThat(scratchDatabases()).isEqualTo("0");
        leavesNoSession();
    }

    @Test
    void a_killed_restore_leaves_a_scratch_database_that_is_named_afterwards() throws Exception {
        Sql.run(
                database,
                SLOW,
                "create table notes (id int primary key check (public.slow(id)))",
                "insert into notes values (1)");
        Path archive = backup();
        try (VerifyProcess process =
                start(database.adminUrl(), "restore", archive.toString(), "--into", database.name(), "--yes")) {
            untilSql(process, SCRATCH + " and wait_event = 'PgSleep'");
            Verify during = Verify.on(database.adminUrl());
            during.run("status", "--migrations", root.resolve("migrations").toString());
            assertThat(during.output()).as("one at work is no leftover").doesNotContain("was left by a restore");

            process.signal("KILL");
            assertThat(process.exitCode()).isEqualTo(137);
        }
        String left = Sql.ask(database, "select datname from pg_database where " + SCRATCH);
        try {
            // pg_restore may live on in a container of its own.
            Sql.ask(database, "select count(pg_terminate_backend(pid)) from pg_stat_activity where " + SCRATCH);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                Verify status = Verify.on(database.adminUrl());
                status.run("status", "--migrations", root.resolve("migrations").toString());
                assertThat(status.output())
                        .contains(left + " was left by a restore that was killed", "DROP DATABASE " + left);
            });
        } finally {
            Orphans.sweep();
            Sql.run(database, "drop database if exists " + left + " with (force)");
        }
    }

    @Test
    void a_deployment_says_which_version_is_in_place() throws Exception {
        SmallSubject subject = new SmallSubject(root)
                .version(1, "create table public.a (id int primary key);", "drop table public.a;")
                .version(2, "select pg_sleep(60);", "select 1;");
        assertThat(subject.subject().directory().migrations()).hasSize(2);
        try (VerifyProcess process =
                start(database.ownerUrl(), "deploy", "--yes", "--no-backup", "--no-production-run")) {
            untilSql(process, "datname = current_database() and wait_event = 'PgSleep'");

            process.signal("TERM");

            assertThat(process.exitCode()).as(process.output()).isEqualTo(143);
            assertThat(process.output())
                    .contains("The database is at version 1.", "./verify deploy again")
                    .doesNotContain("\tat ");
            assertThat(process.left()).isEmpty();
        }
        leavesNoSession();
    }

    @Test
    void maintenance_says_what_is_done_and_how_to_go_on() throws Exception {
        SmallSubject subject = new SmallSubject(root)
                .version(1, "create table public.a (id int primary key);", "drop table public.a;")
                .contract("maintainedTables: [public.a]");
        subject.deployTo(database);
        try (Connection holder = database.openAsAdmin();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table a in share mode");
            try (VerifyProcess process = start(database.ownerUrl(), "maintain")) {
                untilSql(process, "query like 'vacuum%' and wait_event_type = 'Lock'");

                process.signal("INT");

                assertThat(process.exitCode()).as(process.output()).isEqualTo(130);
                assertThat(process.output())
                        .contains("Interrupted", "Done: nothing", "./verify maintain")
                        .doesNotContain("\tat ");
            }
            holder.rollback();
        }
        leavesNoSession();
    }
}
