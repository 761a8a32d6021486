package io.replyx.verify.migration.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.undo.Undo;
import io.replyx.verify.testing.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Applying with Flyway and undoing without it, on a real server. */
@ExtendWith(SharedServer.class)
class MigratorTest {
    @TempDir
    Path root;

    private DisposableDatabase database;

    @BeforeEach
    void create(RehearsalDatabases databases) throws IOException {
        database = databases.create("migrator");
        Files.createDirectories(root.resolve("undo"));
        script("versioned/V1__table.sql", "create table t (id int primary key, v text);");
        script("undo/U1__table.sql", "drop table t;");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private void script(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private MigrationDirectory directory() {
        return MigrationDirectory.read(root);
    }

    private Optional<ScriptFailure> apply(String version) {
        return new Migrator(directory().versioned(), database.dataSource()).applyUpTo(Version.of(version));
    }

    private Optional<ScriptFailure> undo(String version) throws SQLException {
        try (Connection connection = database.open()) {
            return new Undo(connection)
                    .run(directory().find(Version.of(version)).orElseThrow());
        }
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }

    private SchemaHistory history() throws SQLException {
        try (Connection connection = database.open()) {
            return SchemaHistory.read(connection).orElseThrow();
        }
    }

    @Test
    void applies_up_to_a_version_and_no_further() throws Exception {
        script("versioned/V2__more.sql", "create table u (id int);");

        assertThat(apply("1")).isEmpty();

        assertThat(ask("select to_regclass('t') is not null and to_regclass('u') is null"))
                .isEqualTo("t");
        assertThat(history().current()).contains(Version.of("1"));
    }

    @Test
    void builds_an_index_concurrently_beside_other_statements() throws Exception {
        script("versioned/V2__index.sql", "create table u (id int);\ncreate index concurrently i on t (v);");
        script("versioned/V2__index.sql.conf", "executeInTransaction=false");

        assertThat(apply("2")).isEmpty();

        assertThat(ask("select indisvalid from pg_index where indexrelid = 'i'::regclass"))
                .isEqualTo("t");
    }

    @Test
    void tells_script_line_and_state_of_a_failure_and_leaves_nothing_of_it() throws Exception {
        script("versioned/V2__broken.sql", "create table u (id int);\n\ninsert into nowhere values (1, 'hunter2');");

        Optional<ScriptFailure> failure = apply("2");

        assertThat(failure).hasValueSatisfying(f -> {
            assertThat(f.script()).isEqualTo("V2__broken.sql");
            assertThat(f.line()).contains(3);
            assertThat(f.sqlState()).contains("42P01");
            assertThat(f.message()).contains("relation \"nowhere\" does not exist");
            assertThat(f.describe())
                    .startsWith("V2__broken.sql line 3 (insert into nowhere values (1, '…')): ERROR: ")
                    .doesNotContain("hunter2");
        });
        assertThat(ask("select to_regclass('u') is null")).isEqualTo("t");
    }

    @Test
    void leaves_placeholders_in_a_script_alone() throws Exception {
        script("versioned/V2__placeholder.sql", "insert into t values (1, '${user}');");

        assertThat(apply("2")).isEmpty();

        assertThat(ask("select v from t")).isEqualTo("${user}");
    }

    @Test
    void undoes_a_version_so_that_flyway_holds_it_for_pending_and_applies_it_again() throws Exception {
        apply("1");

        assertThat(undo("1")).isEmpty();

        assertThat(ask("select to_regclass('t') is null")).isEqualTo("t");
        assertThat(history().rows()).extracting(SchemaHistory.Row::type).containsExactly("SQL", "DELETE");
        assertThat(history().current()).isEmpty();
        Flyway plain = Flyway.configure()
                .dataSource(database.dataSource())
                .locations("filesystem:" + directory().versioned())
                .ignoreMigrationPatterns("*:pending")
                .load();
        assertThat(plain.validateWithResult().validationSuccessful).isTrue();
        assertThat(plain.info().pending()).hasSize(1);
        assertThat(plain.migrate().migrationsExecuted).isEqualTo(1);
        assertThat(plain.info().current().getState()).isEqualTo(MigrationState.SUCCESS);
        assertThat(history().current()).contains(Version.of("1"));
    }

    @Test
    void a_transactional_undo_that_fails_leaves_everything_as_it_was() throws Exception {
        script("undo/U1__table.sql", "alter table t add column w int;\ndrop table nowhere;");
        apply("1");

        Optional<ScriptFailure> failure = undo("1");

        assertThat(failure).hasValueSatisfying(f -> {
            assertThat(f.script()).isEqualTo("U1__table.sql");
            assertThat(f.line()).contains(2);
            assertThat(f.statement()).contains("drop table nowhere");
            assertThat(f.sqlState()).contains("42P01");
        });
        assertThat(ask("select count(*) from pg_attribute where attrelid = 't'::regclass and attname = 'w'"))
                .isEqualTo("0");
        assertThat(history().current()).contains(Version.of("1"));
    }

    @Test
    void an_undo_whose_deferred_constraint_fails_at_commit_leaves_everything_as_it_was() throws Exception {
        script(
                "versioned/V2__child.sql",
                "create table c (id int references t (id) deferrable initially deferred); insert into t values (1, 'a');"
                        + " insert into c values (1);");
        script("undo/U2__child.sql", "delete from t;");
        apply("2");

        Optional<ScriptFailure> failure = undo("2");

        assertThat(failure).hasValueSatisfying(f -> assertThat(f.sqlState()).contains("23503"));
        assertThat(ask("select count(*) from t")).isEqualTo("1");
        assertThat(history().current()).contains(Version.of("2"));
    }

    @Test
    void a_non_transactional_undo_runs_statement_by_statement() throws Exception {
        script("versioned/V2__index.sql", "create index concurrently i on t (v);");
        script("undo/U2__index.sql", "drop index concurrently i;");
        script("undo/U2__index.sql.conf", "executeInTransaction=false");
        apply("2");

        assertThat(undo("2")).isEmpty();

        assertThat(ask("select to_regclass('i') is null")).isEqualTo("t");
        assertThat(history().current()).contains(Version.of("1"));
    }

    @Test
    void an_undo_runs_functions_with_a_standard_body_and_dollar_quotes() throws Exception {
        script(
                "undo/U1__table.sql",
                "create function f() returns int begin atomic select 1; end;\n"
                        + "do $$ begin perform f(); end $$;\ndrop function f();\ndrop table t;");
        apply("1");

        assertThat(undo("1")).isEmpty();
    }
}
