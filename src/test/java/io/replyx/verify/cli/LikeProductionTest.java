package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.database.Server;
import io.replyx.verify.database.ServerOptions;
import io.replyx.verify.database.ServerSearch;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.apply.Baseline;
import io.replyx.verify.migration.apply.Migrator;
import io.replyx.verify.operation.SmallSubject;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Environment;
import io.replyx.verify.settings.Secret;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.testing.ReplyxDatabase;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import io.replyx.verify.testing.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A rehearsal on a server of its own that begins with the schema of a database on another. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LikeProductionTest {
    private static final String LEFT = """
            select (select count(*) from pg_database where datname like 'rehearsal%')
                 + (select count(*) from pg_roles where rolname !~ '^pg_' and rolname <> 'postgres')
            """;

    private static final String BACK =
            "-- lossy: public.note.author (the old release has none)\nalter table note drop author;";

    private RehearsalDatabases databases;
    private Server disposable;
    private SmallSubject subject;
    private DisposableDatabase production;
    private Verifier verifier;

    @BeforeAll
    void start(RehearsalDatabases shared) {
        databases = shared;
        disposable = ServerSearch.find(
                ServerOptions.of(Settings.standard(Environment.ofProcess()).server()), line -> {});
    }

    @AfterAll
    void stop() {
        disposable.close();
    }

    /** Four versions are approved, and production has had two of them. */
    @BeforeEach
    void deploy(@TempDir Path folder) throws SQLException, IOException {
        subject = new SmallSubject(folder)
                .version(
                        1,
                        "-- alembic-revision: aaaa1\n"
                                + "create table note (id bigint generated always as identity primary key, body text);",
                        "drop table note;")
                .version(2, "-- alembic-revision: aaaa2\ncreate index by_body on note (body);", "drop index by_body;")
                .version(3, "alter table note add author text;", BACK)
                .version(4, "create index by_author on note (author);", "drop index by_author;");
        try (DisposableDatabase reviewed = databases.create("reviewed")) {
            subject.deployAndApprove(reviewed);
        }
        production = at(2);
        verifier = reader(production);
    }

    private static Verifier reader(DisposableDatabase database) throws SQLException {
        return Verifier.of(database, List.of("public.flyway_schema_history", "public.note"));
    }

    private DisposableDatabase at(int version) throws SQLException {
        DisposableDatabase database = databases.create("used");
        assertThat(new Migrator(subject.directory().versioned(), database.dataSource())
                        .applyUpTo(Version.of(String.valueOf(version))))
                .isEmpty();
        return database;
    }

    @AfterEach
    void drop() throws SQLException {
        verifier.close();
        production.close();
    }

    private Verify as(DatabaseUrl url) {
        return Verify.on(url).rehearsingOn(disposable.adminUrl());
    }

    private int rehearse(Verify verify, Path folder) {
        return verify.run(
                "rehearse",
                "--like-production",
                "--migrations",
                folder.resolve("migrations").toString(),
                "--reports",
                folder.resolve("reports").toString());
    }

    private String rehearsed(int expected) throws SQLException {
        Verify verify = as(verifier.url(production));
        String transactions = transactions();

        int code = rehearse(verify, subject.root());

        assertThat(code).as(verify.output()).isEqualTo(expected);
        assertThat(transactions()).as("nothing is written to production").isEqualTo(transactions);
        assertThat(Sql.ask(disposable.adminUrl(), LEFT)).as("nothing is left").isEqualTo("0");
        assertThat(verify.output()).doesNotContain(verifier.password().reveal());
        return verify.output();
    }

    /** The next transaction ID of production's whole server, which nobody else uses now. */
    private String transactions() throws SQLException {
        return Sql.ask(production, "select pg_snapshot_xmax(pg_current_snapshot())");
    }

    @Test
    void what_is_pending_is_rehearsed_on_what_production_is_like() throws SQLException, IOException {
        String output = rehearsed(0);

        assertThat(output)
                .contains("version 2; pending: version 3, version 4")
                .contains("version 3 applied, undone, applied again")
                .contains("version 4 applied, undone, applied again")
                .contains("READY")
                .doesNotContain("version 2 applied")
                .doesNotContain("drift before");
        assertThat(Files.readString(subject.root().resolve("reports/summary.json")))
                .contains("\"applied\"")
                .contains("\"rehearsed\"");
    }

    @Test
    void replyx_at_version_4_gets_its_last_two_versions() throws SQLException, IOException {
        try (DisposableDatabase replyx = ReplyxDatabase.at(databases, "replyx", Version.of("4"));
                Verifier reader = Verifier.of(replyx, List.of())) {
            Sql.run(
                    replyx,
                    "grant select on all tables in schema public to "
                            + io.replyx.verify.database.Sql.identifier(reader.name()));
            Verify verify = as(reader.url(replyx));

            int code = verify.run("rehearse", "--like-production", "--reports", subject.root() + "/reports");

            assertThat(code).as(verify.output()).isZero();
            assertThat(verify.output()).contains("version 5 applied, undone").contains("version 6 applied, undone");
            assertThat(Sql.ask(disposable.adminUrl(), LEFT)).isEqualTo("0");
        }
    }

    @Test
    void a_version_that_makes_what_somebody_made_by_hand_is_broken() throws SQLException {
        Sql.run(production, "create index by_author on note (body)");

        assertThat(rehearsed(1))
                .contains("version 3 applied, undone, applied again")
                .contains("version 4 does not apply")
                .contains("[MIG-004]")
                .contains("relation \"by_author\" already exists")
                .contains("V4__step.sql");
    }

    @Test
    void drift_that_does_no_harm_is_told_as_what_was_there_before() throws SQLException {
        Sql.run(production, "alter table note add by_hand text", "create index hand_made on note (by_hand)");

        assertThat(rehearsed(0))
                .contains("drift before: extra:   column public.note.by_hand (text)")
                .contains("drift before: extra:   index public.hand_made")
                .contains("READY");
    }

    @Test
    void drift_that_an_undo_cannot_bring_back_breaks_it() throws SQLException {
        Sql.run(production, "create view by_hand as select body from note");
        subject.version(
                3, "drop view if exists by_hand; alter table note add author text;", "alter table note drop author;");

        assertThat(rehearsed(1)).contains("[MIG-003]").contains("missing: view public.by_hand");
    }

    @Test
    void an_invalid_index_is_there_as_well() throws SQLException {
        Sql.run(
                production,
                "create index by_author on note (body)",
                "update pg_index set indisvalid = false where indexrelid = 'by_author'::regclass");

        assertThat(rehearsed(1)).contains("relation \"by_author\" already exists");
    }

    @Test
    void with_nothing_pending_no_server_is_needed_and_drift_is_told() throws SQLException {
        verifier.close();
        production.close();
        production = at(4);
        verifier = reader(production);
        Sql.run(production, "alter table note add by_hand text");
        subject.contract("mustBeVerified: [MIG-003]");
        Verify verify = Verify.on(verifier.url(production))
                .rehearsingOn(DatabaseUrl.local("127.0.0.1", 1, "postgres", "nobody", Secret.of("")));

        int code = rehearse(verify, subject.root());

        assertThat(code).as(verify.output()).isZero();
        assertThat(verify.output())
                .contains("no version is pending")
                .contains("drift before: extra:   column public.note.by_hand (text)")
                .contains("READY");
    }

    @Test
    void a_database_of_alembics_begins_with_the_baseline_that_adoption_would_write() throws SQLException {
        ReplyxDatabase.handToAlembic(production, "aaaa2");
        Sql.run(production, "grant select on alembic_version to public");

        assertThat(rehearsed(0))
                .contains("a baseline of version 2 was written here, as ./verify adopt has to")
                .contains("version 4 applied, undone, applied again");
    }

    @Test
    void an_adopted_database_begins_with_its_baseline() throws SQLException {
        ReplyxDatabase.handToAlembic(production, "aaaa2");
        try (Connection owner = production.open()) {
            assertThat(new Baseline(owner).write(subject.directory().versioned(), Version.of("2"), "adopted"))
                    .isEmpty();
        }
        Sql.run(production, "grant select on alembic_version, flyway_schema_history to public");

        assertThat(rehearsed(0))
                .contains("version 4 applied, undone, applied again")
                .doesNotContain("as ./verify adopt");
    }

    @Test
    void a_database_that_is_ahead_of_the_scripts_is_refused() throws SQLException {
        Sql.run(
                production,
                "insert into flyway_schema_history"
                        + " select 99, '7', 'late', 'SQL', 'V7__late.sql', 1, 'x', now(), 0, true");

        assertThat(rehearsed(4)).contains("version 7 (V7__late.sql)").contains("ahead");
    }

    @Test
    void a_role_that_may_not_read_a_table_is_told_what_it_takes() throws SQLException {
        Sql.run(production, "create table hidden (id int primary key)");

        assertThat(rehearsed(4))
                .contains("may not read 1 of the tables (public.hidden)")
                .contains("GRANT SELECT ON ALL TABLES IN SCHEMA public TO \"" + verifier.name() + "\"")
                .contains("pg_read_all_data")
                .contains("./verify role verifier --like-production");
    }

    @Test
    void a_role_that_was_made_for_it_may_read_all_that_it_takes() throws SQLException {
        verifier.close();
        Sql.run(
                production,
                "create table hidden (id int primary key)",
                "create schema \"Else where\"",
                "create table \"Else where\".\"Parted\" (id int) partition by range (id)",
                "create table \"Else where\".part partition of \"Else where\".\"Parted\" default");
        verifier = Verifier.forLikeProduction(production, "it's \"like\" production");

        assertThat(rehearsed(0))
                .contains("drift before: extra:   table public.hidden")
                .contains("version 4 applied, undone, applied again")
                .contains("READY");
    }

    @Test
    void production_of_several_hosts_is_read_on_the_one_that_is_there() {
        Verify verify = Verify.onSecondHostOf(verifier.url(production)).rehearsingOn(disposable.adminUrl());

        assertThat(rehearse(verify, subject.root())).as(verify.output()).isZero();
        assertThat(verify.output()).contains("version 4 applied, undone, applied again", "READY");
    }

    @Test
    void a_role_that_can_write_is_refused() throws SQLException {
        Verify verify = as(production.ownerUrl());

        assertThat(rehearse(verify, subject.root())).as(verify.output()).isEqualTo(4);
        assertThat(verify.output()).contains("can do more than read");
    }

    @Test
    void a_wrong_password_is_no_usable_database() {
        Verify verify = as(production.ownerUrl().withUser(verifier.name(), Secret.of("no such word")));

        assertThat(rehearse(verify, subject.root())).isEqualTo(3);
        assertThat(verify.output()).contains("password").doesNotContain("no such word");
    }

    @Test
    void a_table_that_somebody_is_changing_is_not_waited_for() throws SQLException {
        try (Connection change = production.openAsAdmin();
                Statement statement = change.createStatement()) {
            change.setAutoCommit(false);
            statement.execute("lock table note in access exclusive mode");
            Verify verify = as(verifier.url(production));

            assertThat(rehearse(verify, subject.root())).as(verify.output()).isEqualTo(3);
            assertThat(verify.output()).contains("was not to be had within 200 ms");
        }
    }

    @Test
    void roles_and_settings_come_along_and_go_again() throws SQLException {
        Sql.run(
                production,
                "create role app_of_like",
                "create role group_of_like",
                "grant group_of_like to app_of_like",
                "grant select on note to app_of_like",
                "alter database " + production.name() + " set lock_timeout = '3s'",
                "alter role app_of_like in database " + production.name() + " set work_mem = '8MB'");
        try {
            assertThat(rehearsed(0))
                    .contains("drift before: extra:   grant table public.note to app_of_like (SELECT)")
                    .contains("drift before: extra:   setting database: lock_timeout (3s)");
        } finally {
            Sql.run(production, "drop owned by app_of_like", "drop role app_of_like", "drop role group_of_like");
        }
    }
}
