package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.operation.backup.Backups;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.testing.ReplyxDatabase;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Backups and restores of ReplyX's database, as a person types them; the role is one that may make databases. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoreCommandTest {
    private RehearsalDatabases databases;
    private DisposableDatabase head;
    private DisposableDatabase database;

    @TempDir
    Path folder;

    @BeforeAll
    void deploy(RehearsalDatabases shared) throws SQLException {
        databases = shared;
        head = ReplyxDatabase.atHead(shared, "restored");
        Sql.run(head, "alter database \"" + head.name() + "\" set ivfflat.probes = '10'");
    }

    @AfterAll
    void drop() {
        head.close();
    }

    @BeforeEach
    void copy() {
        database = databases.clone(head, "restore");
    }

    @AfterEach
    void dropCopy() throws SQLException {
        database.close();
        for (String left : new String[] {"restore\\_%", "%\\_before\\_restore\\_%"}) {
            String names = Sql.ask(
                    head,
                    "select coalesce(string_agg(quote_ident(datname), ',') filter (where datname like '" + left
                            + "'), '') from pg_database");
            assertThat(left.startsWith("restore") ? names : "").isEmpty();
            for (String name : names.isEmpty() ? new String[0] : names.split(",")) {
                Sql.run(head, "drop database " + name + " with (force)");
            }
        }
    }

    private DatabaseUrl url() {
        return database.adminUrl();
    }

    private Path backup() {
        return new Backups(url(), folder, line -> {}).take().archive();
    }

    @Test
    void a_dropped_table_comes_back_and_the_old_database_is_kept() throws SQLException {
        String users = Sql.ask(database, "select count(*) from users");
        Path archive = backup();
        Sql.run(database, "drop table users cascade");
        Verify verify = Verify.on(url());

        assertThat(verify.run("restore", archive.toString(), "--into", database.name(), "--yes"))
                .as(verify.output())
                .isZero();

        assertThat(verify.output()).contains("Proved: ", "is kept as ", "DROP DATABASE");
        assertThat(Sql.ask(database, "select count(*) from users")).isEqualTo(users);
        assertThat(Sql.ask(database, "show ivfflat.probes")).isEqualTo("10");
    }

    @Test
    void a_database_that_is_not_there_is_made() throws SQLException {
        assertMade(Verify::on);
    }

    @Test
    void a_database_that_is_not_there_is_made_on_the_host_that_is() throws SQLException {
        assertMade(Verify::onSecondHostOf);
    }

    @Test
    void it_is_made_there_from_whatever_database_takes_a_session() throws SQLException {
        Sql.run(head, "alter database postgres allow_connections false");
        try {
            assertMade(Verify::onSecondHostOf);
        } finally {
            Sql.run(head, "alter database postgres allow_connections true");
        }
    }

    private void assertMade(Function<DatabaseUrl, Verify> on) throws SQLException {
        String users = Sql.ask(database, "select count(*) from users");
        Path archive = backup();
        String made = "made_" + database.name();
        DatabaseUrl url = url().withDatabase(made);
        Verify verify = on.apply(url);

        assertThat(verify.run("restore", archive.toString(), "--into", made, "--yes"))
                .as(verify.output())
                .isZero();

        try {
            assertThat(verify.output()).contains("/" + made + " is the backup's database now.");
            assertThat(verify.output()).doesNotContain("is kept as");
            assertThat(Sql.ask(url, "select count(*) from users")).isEqualTo(users);
            assertThat(Sql.ask(url, "show ivfflat.probes")).isEqualTo("10");
        } finally {
            Sql.run(database, "drop database \"" + made + "\" with (force)");
        }
    }

    @Test
    void what_a_dump_leaves_out_is_put_back() throws SQLException {
        String name = "\"" + database.name() + "\"";
        Sql.run(
                database,
                "alter database " + name + " set search_path = \"$user\", public, \"a, \"\"b\"",
                "alter database " + name + " connection limit 50",
                "comment on database " + name + " is 'It''s ours'",
                "revoke connect on database " + name + " from public");
        Path archive = backup();
        Verify verify = Verify.on(url());

        assertThat(verify.run("restore", archive.toString(), "--into", database.name(), "--yes"))
                .as("the approved catalog has no such comment")
                .isEqualTo(11);
        assertThat(verify.output()).contains("CAT-001", "--accept-broken-rules", "was not touched");
        assertThat(verify.run(
                        "restore", archive.toString(), "--into", database.name(), "--yes", "--accept-broken-rules"))
                .as(verify.output())
                .isZero();

        assertThat(Sql.ask(database, "show search_path")).isEqualTo("\"$user\", public, \"a, \"\"b\"");
        assertThat(Sql.ask(
                        database,
                        "select datconnlimit || shobj_description(oid, 'pg_database') from pg_database where datname ="
                                + " current_database()"))
                .isEqualTo("50It's ours");
        assertThat(Sql.ask(database, "select has_database_privilege('public', current_database(), 'connect')"))
                .isEqualTo("f");
    }

    @Test
    void rows_come_back_in_place() throws SQLException {
        String users = Sql.ask(database, "select count(*) from users");
        Path archive = backup();
        Sql.run(database, "truncate users cascade", "alter database \"" + database.name() + "\" reset all");
        Verify verify = Verify.on(url());

        assertThat(verify.run("restore", archive.toString(), "--into", database.name(), "--yes", "--clean-in-place"))
                .as(verify.output())
                .isZero();

        assertThat(Sql.ask(database, "select count(*) from users")).isEqualTo(users);
        assertThat(Sql.ask(database, "show ivfflat.probes")).isEqualTo("10");
    }

    @Test
    void whoever_is_on_the_database_is_named_and_leaves_only_when_told() throws SQLException {
        Path archive = backup();
        Verify verify = Verify.on(url());
        try (Connection session = database.openAsAdmin()) {
            assertThat(session.isValid(1)).isTrue();

            assertThat(verify.run("restore", archive.toString(), "--into", database.name(), "--yes"))
                    .as(verify.output())
                    .isEqualTo(4);

            assertThat(verify.output()).contains("Sessions are on", "--disconnect");
            assertThat(verify.run("restore", archive.toString(), "--into", database.name(), "--yes", "--disconnect"))
                    .as(verify.output())
                    .isZero();
        }
    }

    @Test
    void the_name_of_the_database_is_to_be_typed() {
        Path archive = backup();

        assertThat(Verify.on(url()).run("restore", archive.toString())).isEqualTo(2);
        assertThat(Verify.on(url()).run("restore", archive.toString(), "--into", "another", "--yes"))
                .isEqualTo(2);
        assertThat(Verify.on(url()).typing("y").run("restore", archive.toString()))
                .isEqualTo(4);
    }

    @Test
    void a_drill_says_how_long_a_restore_takes_and_what_it_loses() throws SQLException {
        backup();
        Verify verify = Verify.on(url());

        assertThat(verify.run("backup", "--drill", "--backup-dir", folder.toString()))
                .as(verify.output())
                .isZero();

        assertThat(verify.output()).contains("RTO: ", "RPO: ", "rules hold there");
    }

    @Test
    void a_drill_looks_at_the_newest_even_if_it_is_damaged() throws IOException {
        backup();
        Path newest = backup();
        Files.write(newest, new byte[] {0});
        Verify verify = Verify.on(url());

        assertThat(verify.run("backup", "--drill", "--backup-dir", folder.toString()))
                .as(verify.output())
                .isEqualTo(11);
    }

    @Test
    void a_backup_is_told_with_what_is_in_it() {
        Verify verify = Verify.on(url());

        assertThat(verify.run("backup", "--backup-dir", folder.toString()))
                .as(verify.output())
                .isZero();

        assertThat(verify.output())
                .contains("sha256", "version Flyway 6", "extensions: vector")
                .doesNotContain(url().password().reveal());
    }
}
