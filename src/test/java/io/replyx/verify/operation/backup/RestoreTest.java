package io.replyx.verify.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replyx.verify.archive.Contents;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Restores of small databases, for what ReplyX's does not have. */
@ExtendWith(SharedServer.class)
class RestoreTest {
    private RehearsalDatabases databases;
    private DisposableDatabase database;

    @TempDir
    Path folder;

    @BeforeEach
    void make(RehearsalDatabases shared) {
        databases = shared;
        database = shared.create("small");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private Restore restore(DatabaseUrl url) throws IOException {
        Files.createDirectories(folder.resolve("none/versioned"));
        Subject subject =
                new Subject(MigrationDirectory.read(folder.resolve("none")), folder.resolve("none"), Optional.empty());
        return new Restore(url, Settings.Paths.under(folder), subject, line -> {});
    }

    private Backup backup(DatabaseUrl url) {
        return new Backups(url, folder.resolve("backups"), line -> {}).take();
    }

    @Test
    void a_backup_taken_while_rows_arrive_shows_one_moment() throws Exception {
        Sql.run(
                database,
                "create table orders (id bigserial primary key)",
                "create table lines (id bigserial primary key, order_id bigint not null references orders)");
        AtomicBoolean enough = new AtomicBoolean();
        AtomicLong written = new AtomicLong();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(enough, written));
        try {
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> written.get() > 50);

            Backup backup = backup(database.adminUrl());

            long then = written.get();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> written.get() > then);
            try (Restore restore = restore(database.adminUrl())) {
                assertThat(restore.prove(backup.archive(), false).backup()).isEqualTo(backup);
            }
            assertThat(backup.manifest().contents().tables())
                    .extracting(Contents.Table::rows)
                    .as("each order came with its line")
                    .hasSize(2)
                    .containsOnly(backup.manifest().contents().rows() / 2);
        } finally {
            enough.set(true);
            writer.join();
        }
    }

    private void write(AtomicBoolean enough, AtomicLong written) {
        try (Connection connection = database.openAsAdmin();
                Statement statement = connection.createStatement()) {
            while (!enough.get()) {
                statement.execute(
                        "with o as (insert into orders default values returning id) insert into lines (order_id) select id from o");
                written.incrementAndGet();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void values_that_hold_numbers_of_types_and_tables_are_the_same_elsewhere() throws SQLException, IOException {
        Sql.run(
                database,
                "create type mood as enum ('good', 'bad')",
                "create type pair as (a mood, b text)",
                "create domain short as text check (length(value) < 9)",
                "create table all_of_them (moods mood[], one pair, many pair[], brief short, kind regclass, span"
                        + " int4range, at timestamptz, number numeric, double float8, bits bytea, doc jsonb)",
                "insert into all_of_them values ('{good,bad}', '(good,x)', array['(bad,y)'::pair], 'brief',"
                        + " 'all_of_them', '[1,5)', '2026-01-01 00:00+03', 1.50, 0.1, '\\x00ff', '{\"a\": 1}')",
                "select lo_from_bytea(0, '\\x01')");
        Backup backup = backup(database.adminUrl());

        try (Restore restore = restore(database.adminUrl())) {
            assertThat(restore.prove(backup.archive(), false).notes()).isNotEmpty();
        }
    }

    @Test
    void an_ordinary_role_that_may_make_databases_restores_its_own() throws SQLException, IOException {
        String role = "\"" + databases.ownerRole() + "\"";
        Sql.run(database, "alter role " + role + " createdb");
        try {
            try (Connection connection = database.open();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table notes (id int primary key, text text)");
                statement.execute("insert into notes values (1, 'one')");
            }
            Backup backup = backup(database.ownerUrl());
            Sql.run(database, "drop table notes");

            try (Restore restore = restore(database.ownerUrl())) {
                restore.prove(backup.archive(), false);
                Optional<String> old = restore.replaceTarget(false);
                Sql.run(database, "drop database \"" + old.orElseThrow() + "\"");
            }
            assertThat(Sql.ask(database, "select text from notes")).isEqualTo("one");
        } finally {
            Sql.run(database, "alter role " + role + " nocreatedb");
        }
    }

    @Test
    void what_cannot_be_restored_is_told_and_leaves_nothing() throws SQLException, IOException {
        Sql.run(
                database,
                "create table limits (most int)",
                "insert into limits values (10)",
                "create function within(n int) returns boolean language sql as"
                        + " 'select exists (select from public.limits where most >= n)'",
                "create table counts (n int check (public.within(n)))",
                "insert into counts values (5)");
        Backup backup = backup(database.adminUrl());
        String before = Sql.ask(database, "select count(*) from pg_database");

        try (Restore restore = restore(database.adminUrl())) {
            assertThatThrownBy(() -> restore.prove(backup.archive(), false))
                    .isInstanceOf(BackupNotProven.class)
                    .hasMessageContaining("counts")
                    .hasMessageContaining("was not touched");
        }
        assertThat(Sql.ask(database, "select count(*) from pg_database")).isEqualTo(before);
    }
}
