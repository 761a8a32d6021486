package io.replyx.verify.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.replyx.verify.testing.SharedServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServer.class)
class RehearsalDatabasesTest {
    private static final String SETTINGS = """
            select coalesce(r.rolname, '') || ': ' || array_to_string(s.setconfig, ' | ')
              from pg_db_role_setting as s
              join pg_database as d on d.oid = s.setdatabase
              left join pg_roles as r on r.oid = s.setrole
             where d.datname = current_database()
             order by 1
            """;

    private static final String GRANTS = """
            select a.grantee::regrole || ' ' || a.privilege_type || ' ' || a.is_grantable
              from pg_database as d, aclexplode(d.datacl) as a
             where d.datname = current_database()
             order by 1
            """;

    private static final String REST = """
            select d.datconnlimit || ' ' || shobj_description(d.oid, 'pg_database')
              from pg_database as d where d.datname = current_database()
            """;

    @Test
    void the_owner_is_an_ordinary_role(RehearsalDatabases databases) throws SQLException {
        try (DisposableDatabase database = databases.create("Ordinary rôle!")) {
            assertThat(database.name()).matches("rehearsal_[0-9a-f]{10}_ordinary_r_le_");
            assertThat(strings(
                            database.open(),
                            "select rolsuper or rolcreatedb or rolcreaterole or rolbypassrls from pg_roles"
                                    + " where rolname = current_user"))
                    .containsExactly("f");
            assertThat(strings(database.open(), "show server_encoding")).containsExactly("UTF8");
        }
    }

    @Test
    void a_clone_has_the_tables_and_what_postgresql_leaves_out(RehearsalDatabases databases) throws SQLException {
        try (DisposableDatabase template = databases.create("template")) {
            execute(template, "CREATE TABLE note AS SELECT 'kept' AS body");
            decorate(template, databases.ownerRole());
            try (DisposableDatabase clone = databases.clone(template, "clone")) {
                assertThat(strings(clone.open(), "select body from note")).containsExactly("kept");
                for (String query : List.of(SETTINGS, GRANTS, REST)) {
                    assertThat(strings(clone.openAsAdmin(), query))
                            .isNotEmpty()
                            .isEqualTo(strings(template.openAsAdmin(), query));
                }
                assertThat(strings(clone.open(), "show search_path"))
                        .containsExactly("\"$user\", \"Odd, one\", public");
            }
        }
    }

    @Test
    void a_clone_of_an_undecorated_template_is_undecorated(RehearsalDatabases databases) throws SQLException {
        try (DisposableDatabase template = databases.create("template");
                DisposableDatabase clone = databases.clone(template, "clone")) {
            assertThat(strings(clone.openAsAdmin(), SETTINGS)).isEmpty();
            assertThat(strings(
                            clone.openAsAdmin(),
                            "select datacl is null from pg_database where datname = current_database()"))
                    .containsExactly("t");
        }
    }

    @Test
    void closing_drops_a_database_that_is_in_use(RehearsalDatabases databases) throws SQLException {
        DisposableDatabase database = databases.create("busy");
        try (Connection busy = database.open()) {
            database.close();

            assertThat(busy.isValid(1)).isFalse();
        }
        assertThatExceptionOfType(NoUsableDatabase.class)
                .isThrownBy(database::open)
                .withMessageContaining("there is no database");
    }

    @Test
    void an_extension_that_is_not_trusted_needs_the_superuser_scope(RehearsalDatabases databases) throws SQLException {
        try (DisposableDatabase database = databases.create("extension")) {
            try (PrivilegeScope scope = databases.superuserScope()) {
                assertThat(scope).isNotNull();
                execute(database, "CREATE EXTENSION vector");
            }
            assertThat(strings(database.open(), "select rolsuper from pg_roles where rolname = current_user"))
                    .containsExactly("f");
            assertThat(strings(database.open(), "select '[1,2]'::vector <-> '[1,3]'"))
                    .containsExactly("1");
        }
    }

    private static void decorate(DisposableDatabase database, String owner) throws SQLException {
        String name = Sql.identifier(database.name());
        try (Connection connection = database.openAsAdmin();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + name + " SET ivfflat.probes = 10");
            statement.execute("ALTER DATABASE " + name + " SET search_path = \"$user\", \"Odd, one\", public");
            statement.execute("ALTER ROLE " + owner + " IN DATABASE " + name + " SET work_mem = '7MB'");
            statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
            statement.execute("GRANT CONNECT ON DATABASE " + name + " TO pg_monitor WITH GRANT OPTION");
            statement.execute("ALTER DATABASE " + name + " CONNECTION LIMIT 17");
            statement.execute("COMMENT ON DATABASE " + name + " IS 'It''s a \\ template'");
        }
    }

    private static void execute(DisposableDatabase database, String sql) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> strings(Connection opened, String sql) throws SQLException {
        try (Connection connection = opened;
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
