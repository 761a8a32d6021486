package io.replyx.verify.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.ReadLimits;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.jupiter.Status;
import io.replyx.verify.migration.lock.LockHeld;
import io.replyx.verify.migration.lock.MigrationLock;
import io.replyx.verify.operation.deploy.DeployRequest;
import io.replyx.verify.operation.deploy.DeployResult;
import io.replyx.verify.operation.deploy.Deployment;
import io.replyx.verify.settings.Refused;
import io.replyx.verify.testing.Rehearsing;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A database whose deployer told Flyway to keep its history under another name. */
@ExtendWith(SharedServer.class)
class HistoryNameTest {
    private static final String NAME = "Our.history";
    private static final String TABLE = "public.\"Our.history\"";
    private static final Duration WAIT = Duration.ofMillis(200);

    @TempDir
    Path root;

    private DisposableDatabase database;
    private SmallSubject subject;

    @BeforeEach
    void create(RehearsalDatabases databases) throws SQLException, IOException {
        subject = new SmallSubject(root)
                .version(1, "create table public.a (id int primary key);", "drop table public.a;")
                .version(2, "alter table public.a add b text;", "alter table public.a drop b;");
        try (DisposableDatabase other = databases.create("approve")) {
            subject.deployAndApprove(other);
        }
        database = databases.create("named");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    /** The deployer that this suite knows nothing of. */
    private Flyway flyway(String target) {
        return Flyway.configure()
                .dataSource(database.dataSource())
                .locations("filesystem:" + subject.directory().versioned().toAbsolutePath())
                .table(NAME)
                .target(target)
                .ignoreMigrationPatterns("*:pending")
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load();
    }

    private RollbackResult rollBack() {
        Rollback rollback = new Rollback(database.ownerUrl(), subject.subject(), line -> {});
        return rollback.run(rollback.plan(RollbackRequest.last().acceptingDataLoss()));
    }

    private DeployResult deploy() {
        Deployment deployment = new Deployment(database.ownerUrl(), subject.subject(), line -> {});
        return deployment.run(deployment.plan(new DeployRequest(Optional.empty(), WAIT, Optional.empty())));
    }

    @Test
    void operations_go_on_in_the_history_that_is_there_and_flyway_after_them() throws Exception {
        assertThat(flyway("1").migrate().migrationsExecuted).isEqualTo(1);

        assertThat(deploy().applied()).hasToString("[2]");
        assertThat(rollBack().undone()).hasSize(1);

        flyway("2").validate();
        assertThat(flyway("2").migrate().migrationsExecuted).isEqualTo(1);
        assertThat(Sql.ask(
                        database,
                        "select string_agg(type || ' ' || version, ', ' order by installed_rank) from " + TABLE))
                .isEqualTo("SQL 1, SQL 2, DELETE 2, SQL 2");
        assertThat(Sql.ask(database, "select to_regclass('public.flyway_schema_history')"))
                .isEqualTo("null");
    }

    @Test
    void a_script_that_touches_it_under_its_name_is_refused() throws Exception {
        subject.version(2, "delete from \"Our.history\";", "delete from \"Our.history\";");
        flyway("1").migrate();

        assertThatThrownBy(this::deploy)
                .isInstanceOf(Refused.class)
                .hasMessageContaining("V2__step.sql line 1: Our.history is the record of what the database has had");
        subject.version(2, "alter table public.a add b text;", "delete from \"Our.history\";");
        flyway("2").migrate();
        assertThatThrownBy(this::rollBack)
                .isInstanceOf(Refused.class)
                .hasMessageContaining("U2__step.sql line 1: Our.history is the record of what the database has had");
    }

    @Test
    void the_lock_is_that_of_its_name_and_status_says_who_holds_it() throws Exception {
        flyway("2").migrate();
        try (Connection other = database.open();
                ReadOnlyDatabase looked = new ReadOnlyDatabase(database.ownerUrl(), ReadLimits.standard())) {
            MigrationLock lock = MigrationLock.take(other, TABLE, Duration.ofSeconds(5));

            DatabaseStatus status = DatabaseStatus.read(looked, subject.directory());
            assertThat(status.history().orElseThrow().table()).isEqualTo(TABLE);
            assertThat(status.lockHolder()).isPresent();
            assertThatThrownBy(this::deploy).isInstanceOf(LockHeld.class).hasMessageContaining("lock on " + TABLE);
            lock.close();
        }
    }

    @Test
    void a_production_run_does_not_take_it_for_a_table_of_the_subject() {
        flyway("2").migrate();

        List<Outcome> outcomes = Rehearsing.productionAllowed(root, database.ownerUrl(), "CAT-001");

        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome.findings()).isEmpty());
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.rule().equals("CAT-001"))
                .anyMatch(outcome -> outcome.status() == Status.PASSED);
    }

    @Test
    void several_tables_of_its_form_are_named_and_nothing_is_touched() throws Exception {
        flyway("1").migrate();
        Sql.run(database, "create table public.older (like " + TABLE + " including all)");

        assertThatThrownBy(this::rollBack)
                .isInstanceOf(Refused.class)
                .hasMessageContaining("several tables have its form: public.\"Our.history\", public.older")
                .hasMessageContaining("Nothing was touched");
    }
}
