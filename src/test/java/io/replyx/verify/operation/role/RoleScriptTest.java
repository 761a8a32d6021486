package io.replyx.verify.operation.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.assertion.PrivilegeFindings;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.EarlierServer;
import io.replyx.verify.database.ReadLimits;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.database.Server;
import io.replyx.verify.database.Sql;
import io.replyx.verify.evidence.access.EffectivePrivileges;
import io.replyx.verify.evidence.access.RolePrivileges;
import io.replyx.verify.settings.WrongUse;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The scripts make the roles that they say, under any name, on the servers at hand. */
@ExtendWith(SharedServer.class)
class RoleScriptTest {
    private static final String ODD = "role of 63 bytes \"; drop table things; -- '$do$ %s \\ 012345678.";
    private static final String DENIED = "42501";

    private static RolePlan plan(RoleKind kind, String name, int version) {
        return new RolePlan(kind, name, "app", "public", version, List.of("public.users"), false, false);
    }

    @Test
    void roles_do_what_they_are_for_on_the_shared_server(RehearsalDatabases databases) throws SQLException {
        roles_do_what_they_are_for(databases);
    }

    @ParameterizedTest
    @FieldSource("io.replyx.verify.database.EarlierServer#MAJORS")
    void roles_do_what_they_are_for_on_earlier_servers(int major, @TempDir Path folder)
            throws SQLException, IOException {
        try (Server server = EarlierServer.start(major, folder);
                RehearsalDatabases databases = new RehearsalDatabases(server)) {
            assertThat(server.facts().major()).isEqualTo(major);
            roles_do_what_they_are_for(databases);
        }
    }

    private static void roles_do_what_they_are_for(RehearsalDatabases databases) throws SQLException {
        assertThat(ODD).hasSize(63);
        try (DisposableDatabase database = databases.create("roles")) {
            execute(database, "create table things (id serial primary key, name text)");
            try (Verifier verifier = Verifier.of(database, List.of("public.things", "public.not_there"));
                    Verifier application = Verifier.make(database, RoleKind.APP_USER, ODD, List.of(), false);
                    Verifier migrations = Verifier.make(
                            database, RoleKind.MIGRATION_USER, "migrations of " + database.name(), List.of(), false)) {
                application_may_work_with_rows_and_nothing_more(application);
                migrations_may_create_what_the_application_can_use(migrations, application);
                the_next_table_of_the_owner_is_open_to_both(database, application, migrations);
                the_verifier_can_only_read(verifier);
                one_for_a_rehearsal_like_production_can_only_read_and_that_every_table(database);
                both_have_exactly_the_privileges_of_the_guide(database, application, migrations);
            }
        }
    }

    private static void application_may_work_with_rows_and_nothing_more(Verifier application) throws SQLException {
        assertAllowed(application, "insert into things (name) values ('a')");
        assertAllowed(application, "update things set name = 'b'");
        assertAllowed(application, "select * from things");
        assertAllowed(application, "delete from things");
        assertDenied(application, "truncate things");
        assertDenied(application, "create table mine (id int)");
        assertDenied(application, "create temporary table mine (id int)");
        assertDenied(application, "create schema mine");
        assertDenied(application, "select setval('things_id_seq', 1)");
        assertDenied(application, "drop table things");
    }

    private static void migrations_may_create_what_the_application_can_use(Verifier migrations, Verifier application)
            throws SQLException {
        assertAllowed(migrations, "create table made (id serial primary key, name text)");
        assertAllowed(migrations, "create schema made");
        assertAllowed(application, "insert into made (name) values ('a')");
        assertDenied(application, "truncate made");
        assertDenied(migrations, "create temporary table mine (id int)");
        assertDenied(migrations, "create role mine");
    }

    private static void the_next_table_of_the_owner_is_open_to_both(
            DisposableDatabase database, Verifier application, Verifier migrations) throws SQLException {
        execute(database, "create table later (id serial primary key, name text)");
        assertAllowed(application, "insert into later (name) values ('a')");
        assertAllowed(migrations, "delete from later");
    }

    private static void the_verifier_can_only_read(Verifier verifier) throws SQLException {
        assertNoExcess(verifier);
        assertAllowed(verifier, "select * from public.things");
        assertAllowed(verifier, "select last_value from public.things_id_seq");
        assertDenied(verifier, "select * from public.made");
        assertThatThrownBy(() -> as(verifier, "create temporary table mine (id int)"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isIn("25006", DENIED));
    }

    private static void one_for_a_rehearsal_like_production_can_only_read_and_that_every_table(
            DisposableDatabase database) throws SQLException {
        execute(database, "create schema closed; create table closed.parted (id int) partition by range (id)");
        try (Verifier reader = Verifier.forLikeProduction(database, "reader of " + database.name())) {
            assertNoExcess(reader);
            assertAllowed(reader, "select * from public.things, public.made, public.later, closed.parted");
        }
    }

    private static void assertNoExcess(Verifier verifier) {
        try (ReadOnlyDatabase read = new ReadOnlyDatabase(verifier.url(verifier.database()), ReadLimits.standard())) {
            assertThat(read.read(RolePrivileges::read).excesses()).isEmpty();
        }
    }

    private static void both_have_exactly_the_privileges_of_the_guide(
            DisposableDatabase database, Verifier application, Verifier migrations) throws SQLException {
        Contract.Role app = new Contract.Role(
                application.name(),
                List.of("CONNECT"),
                List.of("USAGE"),
                List.of("SELECT", "INSERT", "UPDATE", "DELETE"),
                List.of("USAGE"));
        Contract.Role migrating = new Contract.Role(
                migrations.name(),
                List.of("CONNECT", "CREATE"),
                List.of("USAGE", "CREATE"),
                app.tables(),
                app.sequences());
        assertThat(differences(database, app, migrating)).isEmpty();

        execute(
                database,
                "alter default privileges in schema public revoke delete on tables from "
                        + Sql.identifier(application.name()));
        execute(database, "grant truncate on things to " + Sql.identifier(migrations.name()));

        assertThat(differences(database, app, migrating))
                .hasSize(2)
                .anySatisfy(text -> assertThat(text).contains("may not DELETE on next table of"))
                .anySatisfy(text -> assertThat(text).contains("may TRUNCATE on table public.things"));
    }

    private static List<String> differences(DisposableDatabase database, Contract.Role... roles) throws SQLException {
        try (Connection connection = database.open()) {
            List<EffectivePrivileges> have = EffectivePrivileges.read(
                    connection, Stream.of(roles).map(Contract.Role::name).toList(), Set.of());
            return Stream.of(roles)
                    .flatMap(role -> PrivilegeFindings.of(role, have, Set.of("public")).stream())
                    .map(Finding::message)
                    .toList();
        }
    }

    private static void assertAllowed(Verifier role, String sql) throws SQLException {
        as(role, sql);
    }

    private static void assertDenied(Verifier role, String sql) {
        assertThatThrownBy(() -> as(role, sql))
                .as(sql)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(DENIED));
    }

    private static void as(Verifier role, String sql) throws SQLException {
        var url = role.url(role.database());
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + url.host() + ":" + url.port() + "/" + url.database(),
                        url.user(),
                        url.password().reveal());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void execute(DisposableDatabase database, String sql) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void a_script_holds_no_password_and_fits_its_server() {
        String before = RoleScript.of(plan(RoleKind.VERIFIER, "verifier", 14));
        String since = RoleScript.of(plan(RoleKind.VERIFIER, "verifier", 17));

        assertThat(before).doesNotContain("transaction_timeout = '60s'").doesNotContainIgnoringCase("password '");
        assertThat(since).contains("ALTER ROLE \"verifier\" SET transaction_timeout = '60s';");
    }

    @Test
    void names_that_the_server_would_cut_or_refuse_are_wrong_use() {
        assertThatThrownBy(() -> plan(RoleKind.APP_USER, "é".repeat(32), 18))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining("64 bytes");
        assertThatThrownBy(() -> plan(RoleKind.APP_USER, "pg_mine", 18)).isInstanceOf(WrongUse.class);
        assertThatThrownBy(() -> plan(RoleKind.APP_USER, "", 18)).isInstanceOf(WrongUse.class);
        assertThatThrownBy(() -> plan(RoleKind.APP_USER, "app_user", 13)).isInstanceOf(WrongUse.class);
    }
}
