package io.replyx.verify.evidence.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.ReadLimits;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Verifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a role may do beyond reading is found, and the statement that is told with it takes it away. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolePrivilegesTest {
    private static final List<String> SCENE = List.of(
            "create table things (id serial primary key, name text)",
            "create table \"odd \"\"table\" (id int primary key)",
            "create schema closed",
            "create function run_as_owner() returns int language sql security definer as 'select 1'",
            "revoke execute on function run_as_owner() from public",
            "create function closed.run_as_owner() returns int language sql security definer as 'select 1'");

    private DisposableDatabase database;
    private Verifier verifier;
    private String group = "";

    @BeforeAll
    void set_the_scene(RehearsalDatabases databases) throws SQLException {
        database = databases.create("privileges");
        group = "\"group of " + database.name() + "\"";
        for (String sql : SCENE) {
            asAdmin(sql);
        }
        asAdmin("create role " + group);
        verifier = Verifier.of(database, List.of("public.things"));
    }

    @AfterAll
    void drop() throws SQLException {
        asAdmin("drop owned by " + group);
        asAdmin("drop role " + group);
        verifier.close();
        database.close();
    }

    private void asAdmin(String sql) throws SQLException {
        try (Connection connection = database.openAsAdmin();
                Statement statement = connection.createStatement()) {
            statement.execute(sql.replace(":role", '"' + verifierName() + '"')
                    .replace(":group", group)
                    .replace(":database", database.name()));
        }
    }

    private String verifierName() {
        return "verifier of " + database.name();
    }

    private RolePrivileges examine() {
        try (ReadOnlyDatabase read = new ReadOnlyDatabase(verifier.url(database), ReadLimits.standard())) {
            return read.read(RolePrivileges::read);
        }
    }

    @Test
    void the_role_that_the_script_makes_can_only_read() {
        RolePrivileges role = examine();

        assertThat(role.excesses()).isEmpty();
        assertThat(role.role()).isEqualTo(verifierName());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alter role :role superuser|SUPERUSER",
                "alter role :role createrole|CREATEROLE",
                "alter role :role createdb|CREATEDB",
                "alter role :role replication|REPLICATION",
                "alter role :role bypassrls|BYPASSRLS",
                "grant pg_write_all_data to :role|membership in pg_write_all_data",
                "grant pg_execute_server_program to :role|membership in pg_execute_server_program",
                "grant pg_write_server_files to :role|membership in pg_write_server_files",
                "grant pg_signal_backend to :role|membership in pg_signal_backend",
                "grant pg_checkpoint to :role|membership in pg_checkpoint",
                "grant insert on things to :role|INSERT on 1 table (public.things)",
                "grant all on things to :role|TRUNCATE",
                "grant delete on \"odd \"\"table\" to :role|DELETE on 1 table (public.\"odd \"\"table\")",
                "grant insert on all tables in schema public to :role|INSERT on 2 tables (public.\"odd \"\"table\", public.things)",
                "grant update on things to public|UPDATE on 1 table (public.things), which PUBLIC has",
                "grant references on things to :role|REFERENCES",
                "grant trigger on things to :role|TRIGGER",
                "grant update (name) on things to :role|UPDATE on columns of table public.things (name)",
                "grant usage on sequence things_id_seq to :role|USAGE on 1 sequence (public.things_id_seq)",
                "grant create on schema public to :role|CREATE on schema public",
                "grant create on schema closed to public|CREATE on schema closed, which PUBLIC has",
                "grant create on database :database to :role|CREATE on database",
                "grant temporary on database :database to public|TEMPORARY on database",
                "grant execute on function run_as_owner() to :role|EXECUTE on 1 function (public.run_as_owner())",
                "grant execute on function run_as_owner() to public|which PUBLIC has; it runs with the privileges of",
                "grant execute on function pg_reload_conf() to :role|changes the server or its files",
                "create function closed.again() returns int language sql security definer as 'select 1'; grant usage on schema closed to :role|closed.again()",
                "alter default privileges in schema public grant insert on tables to :role|INSERT on the next table that",
                "alter table things owner to :role|owner of",
                "alter schema closed owner to :role|(schema closed)",
                "grant set on parameter session_replication_role to :role|SET on parameter session_replication_role",
            })
    void what_goes_beyond_reading_is_found_and_mended(String grant, String finding) throws SQLException {
        asAdmin(grant);
        RolePrivileges before = examine();
        List<String> remedies = before.excesses().stream().map(Excess::remedy).toList();

        for (String remedy : remedies) {
            asAdmin(remedy);
        }

        assertThat(before.describe()).contains(finding);
        assertThat(examine().excesses()).isEmpty();
    }

    @Test
    void what_set_role_leads_to_counts_and_the_way_there_is_what_is_taken() throws SQLException {
        asAdmin("grant insert on things to :group");
        asAdmin("grant :group to :role");
        asAdmin("alter role :role noinherit");
        try {
            assertThat(examine().excesses())
                    .extracting(Excess::remedy)
                    .containsOnly("REVOKE " + group + " FROM \"" + verifierName() + "\";");

            asAdmin("revoke :group from :role");
            assertThat(examine().excesses()).isEmpty();
        } finally {
            asAdmin("alter role :role inherit");
        }
    }

    @Test
    void what_is_called_in_a_schema_that_only_set_role_opens_counts() throws SQLException {
        asAdmin("create schema inner_room");
        asAdmin("create function inner_room.run_as_owner() returns int language sql security definer as 'select 1'");
        asAdmin("create function add_as_owner(int, int) returns int language sql security definer as 'select 1'");
        asAdmin("revoke execute on function add_as_owner from public");
        asAdmin("create aggregate inner_room.sum_as_owner(int) (sfunc = public.add_as_owner, stype = int)");
        asAdmin("create language open_to_all handler plpgsql_call_handler");
        asAdmin("create function inner_room.anything() returns int language open_to_all as 'begin return 1; end'");
        assertThat(examine().excesses()).isEmpty();

        asAdmin("grant usage on schema inner_room to :group");
        asAdmin("grant :group to :role");
        asAdmin("alter role :role noinherit");
        try {
            assertThat(examine().describe())
                    .contains("inner_room.run_as_owner()")
                    .contains("inner_room.sum_as_owner(integer)")
                    .contains("is an aggregate, of a function that runs with the privileges of ")
                    .contains("inner_room.anything()")
                    .contains("is written in open_to_all, which may do anything on the server")
                    .doesNotContain("public.add_as_owner");
        } finally {
            asAdmin("alter role :role inherit");
            asAdmin("revoke :group from :role");
            asAdmin("drop schema inner_room cascade");
        }
        assertThat(examine().excesses()).isEmpty();
    }

    @Test
    void an_extension_that_reaches_out_counts_where_it_is_there(RehearsalDatabases databases) throws SQLException {
        try (DisposableDatabase other = databases.create("dblink");
                Connection connection = other.openAsAdmin();
                Statement statement = connection.createStatement()) {
            statement.execute("create extension dblink");
            try (Verifier role = Verifier.of(other, List.of());
                    ReadOnlyDatabase read = new ReadOnlyDatabase(role.url(other), ReadLimits.standard())) {
                assertThat(read.read(RolePrivileges::read).describe())
                        .contains("belongs to extension dblink")
                        .contains("public.dblink_exec(text, text)");
            }
        }
    }
}
