package io.replyx.verify.migration.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.migration.Checksum;
import io.replyx.verify.settings.Refused;
import io.replyx.verify.testing.SharedServer;
import java.io.IOException;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trail that an undo leaves in the history, and that plain Flyway Community lives with it. */
@ExtendWith(SharedServer.class)
class UndoHistoryTest {
    @TempDir
    Path root;

    private UndoSubject subject;

    @BeforeEach
    void create(RehearsalDatabases databases) throws IOException {
        DisposableDatabase database = databases.create("trail");
        subject = new UndoSubject(root, database);
        subject.script("versioned/V1__table.sql", "create table t (id int primary key, v text);");
        subject.script("undo/U1__table.sql", "drop table t;");
        subject.script("versioned/V2__column.sql", "alter table t add column w int;");
        subject.script("undo/U2__column.sql", "alter table t drop column w;");
    }

    @AfterEach
    void drop() {
        subject.close();
    }

    /** As somebody would set it up who knows nothing of this suite. */
    private FluentConfiguration plain() {
        return Flyway.configure()
                .dataSource(subject.database().dataSource())
                .locations("filesystem:" + root.resolve("versioned"));
    }

    @Test
    void says_who_undid_what_when_with_which_script() throws Exception {
        subject.apply();

        assertThat(subject.undo("2")).isInstanceOf(UndoResult.Undone.class);

        assertThat(subject.ask("select version || '|' || description || '|' || type || '|' || script || '|' || checksum"
                        + " || '|' || installed_by || '|' || (installed_on between localtimestamp - interval '1 minute'"
                        + " and localtimestamp) || '|' || (execution_time between 0 and 10000) || '|' || success"
                        + " from flyway_schema_history order by installed_rank desc limit 1"))
                .isEqualTo("2|column|DELETE|U2__column.sql|"
                        + Checksum.of(subject.migration("2").undo().orElseThrow())
                        + "|" + subject.database().ownerUrl().user() + "|true|true|true");
    }

    @Test
    void plain_flyway_applies_undone_versions_again_time_after_time() throws Exception {
        for (int cycle = 0; cycle < 20; cycle++) {
            assertThat(plain().load().migrate().migrationsExecuted).isEqualTo(2);
            assertThat(subject.undo("2")).isInstanceOf(UndoResult.Undone.class);
            assertThat(subject.undo("1")).isInstanceOf(UndoResult.Undone.class);
        }
        assertThat(plain().ignoreMigrationPatterns("*:pending").load().validateWithResult().validationSuccessful)
                .isTrue();
        assertThat(plain().load().info().pending()).hasSize(2);
        plain().load().migrate();
        assertThat(plain().load().info().current().getState()).isEqualTo(MigrationState.SUCCESS);
        assertThat(subject.ask("select count(*) from flyway_schema_history")).isEqualTo("82");
    }

    @Test
    void works_in_a_schema_of_its_own() throws Exception {
        FluentConfiguration own = plain().schemas("Own History", "public");
        subject.script("versioned/V1__table.sql", "create table public.t (id int primary key, v text);");
        subject.script("versioned/V2__column.sql", "alter table public.t add column w int;");
        own.load().migrate();

        assertThat(subject.undo("2")).isInstanceOf(UndoResult.Undone.class);

        assertThat(own.load().migrate().migrationsExecuted).isEqualTo(1);
        assertThat(own.load().validateWithResult().validationSuccessful).isTrue();
    }

    @Test
    void goes_on_after_versions_that_came_out_of_order() throws Exception {
        subject.script("versioned/V4__more.sql", "create table u (id int);");
        subject.script("undo/U4__more.sql", "drop table u;");
        plain().load().migrate();
        subject.script("versioned/V3__late.sql", "alter table t add column z int;");
        subject.script("undo/U3__late.sql", "alter table t drop column z;");
        plain().outOfOrder(true).load().migrate();

        assertThatThrownBy(() -> subject.undo("3"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Version 4 is in place above version 3");
        assertThat(subject.undo("4")).isInstanceOf(UndoResult.Undone.class);
        assertThat(subject.undo("3")).isInstanceOf(UndoResult.Undone.class);

        assertThat(plain().load().migrate().migrationsExecuted).isEqualTo(2);
        assertThat(plain().load().validateWithResult().validationSuccessful).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "2"})
    void refuses_a_version_that_is_not_in_place(String version) throws Exception {
        subject.script("versioned/V3__x.sql", "select 1;");
        subject.script("undo/U3__x.sql", "select 1;");
        subject.applyUpTo("1");

        assertThatThrownBy(() -> subject.undo(version))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Version " + version + " is not in place")
                .hasMessageContaining("Nothing was touched");
    }

    @Test
    void refuses_a_baseline() throws Exception {
        plain().baselineVersion("1").load().baseline();

        assertThatThrownBy(() -> subject.undo("1")).isInstanceOf(Refused.class).hasMessageContaining("is the baseline");
    }

    @Test
    void refuses_while_a_failed_version_is_not_repaired() throws Exception {
        subject.script("versioned/V3__broken.sql", "create index concurrently i on t (nothing);");
        subject.apply();

        assertThatThrownBy(() -> subject.undo("2"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("version 3 (V3__broken.sql) failed")
                .hasMessageContaining("flyway repair");
    }

    @Test
    void refuses_a_database_without_history() {
        assertThatThrownBy(() -> subject.undo("1"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("no table flyway_schema_history");
    }

    @Test
    void an_undo_that_was_begun_keeps_flyway_out_until_it_is_complete() throws Exception {
        subject.apply();
        subject.script("undo/U2__column.sql", "alter table t add column x int; select 1 / 0;");
        subject.script("undo/U2__column.sql.conf", "executeInTransaction=false");
        subject.script("versioned/V3__more.sql", "create table u (id int);");
        assertThat(subject.undo("2")).isInstanceOf(UndoResult.PartWay.class);

        assertThatThrownBy(() -> plain().load().migrate())
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("failed migration to version 2");
        assertThatThrownBy(() -> subject.undo("1"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("The undo of version 2 was begun and is not complete");

        subject.script("undo/U2__column.sql", "alter table t drop column x, drop column w;");
        assertThat(subject.undo("2")).isInstanceOf(UndoResult.Undone.class);
        assertThat(subject.ask(
                        "select string_agg(type || ' ' || version || ' ' || success, ', ' order by installed_rank)"
                                + " from flyway_schema_history"))
                .isEqualTo("SQL 1 true, SQL 2 true, DELETE 2 true");
        assertThat(plain().load().migrate().migrationsExecuted).isEqualTo(2);
    }
}
