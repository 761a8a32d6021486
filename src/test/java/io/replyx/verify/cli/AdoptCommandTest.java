package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.lock.MigrationLock;
import io.replyx.verify.testing.ReplyxDatabase;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import io.replyx.verify.testing.State;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases that Alembic manages, taken over: the fifth of ReplyX's versions, for there is one more to deploy. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdoptCommandTest {
    private static final String REVISION = "23081a5beb71";

    private RehearsalDatabases databases;
    private DisposableDatabase alembics;
    private DisposableDatabase database;

    @BeforeAll
    void deploy(RehearsalDatabases shared) throws SQLException {
        databases = shared;
        alembics = ReplyxDatabase.at(shared, "alembics", Version.of("5"));
        ReplyxDatabase.handToAlembic(alembics, REVISION);
    }

    @AfterAll
    void drop() {
        alembics.close();
    }

    @BeforeEach
    void copy() {
        database = databases.clone(alembics, "adopt");
    }

    @AfterEach
    void dropCopy() {
        database.close();
    }

    private Flyway flyway() {
        return ReplyxDatabase.plainFlyway(database, Path.of("migrations/versioned"));
    }

    private MigrationState[] states() {
        return Arrays.stream(flyway().info().all()).map(MigrationInfo::getState).toArray(MigrationState[]::new);
    }

    @Test
    void is_adopted_deployed_to_and_rolled_back_below_its_baseline() throws SQLException {
        // As a role was given them that looks at production.
        Sql.run(database, "grant select on users to pg_monitor", "grant select on alembic_version to pg_monitor");
        State before = State.ofBooks(database);
        Verify verify = Verify.on(database.ownerUrl());

        assertThat(verify.run("adopt")).as(verify.output()).isZero();

        assertThat(verify.output()).contains("baseline at version 5", REVISION);
        assertThat(Sql.ask(database, "select version_num from alembic_version")).isEqualTo(REVISION);
        assertThat(states())
                .containsExactly(
                        MigrationState.BELOW_BASELINE,
                        MigrationState.BELOW_BASELINE,
                        MigrationState.BELOW_BASELINE,
                        MigrationState.BELOW_BASELINE,
                        MigrationState.BASELINE_IGNORED,
                        MigrationState.BASELINE,
                        MigrationState.PENDING);
        flyway().validate();
        assertThat(flyway().migrate().migrationsExecuted).isEqualTo(1);

        assertThat(verify.run("rollback", "--to", "3", "--yes"))
                .as(verify.output())
                .isZero();

        flyway().validate();
        assertThat(flyway().info().current().getVersion().getVersion()).isEqualTo("3");
        assertThat(flyway().info().pending()).hasSize(3);
        assertThat(flyway().migrate().migrationsExecuted).isEqualTo(3);
        assertThat(verify.run("rollback", "--yes")).as(verify.output()).isZero();
        Sql.run(database, "drop table flyway_schema_history");
        assertThat(State.ofBooks(database).catalog()).isEqualTo(before.catalog());
    }

    @Test
    void is_rolled_back_to_nothing_and_deployed_again_by_flyway() {
        Verify verify = Verify.on(database.ownerUrl());
        assertThat(verify.run("adopt")).as(verify.output()).isZero();

        assertThat(verify.run("rollback", "--to", "0", "--yes", "--accept-data-loss"))
                .as(verify.output())
                .isZero();

        assertThat(flyway().info().pending()).hasSize(6);
        assertThat(verify.run("status")).isZero();
        assertThat(verify.output()).contains("none in place").contains("counterpart of version 5");
        flyway().validate();
        assertThat(flyway().migrate().migrationsExecuted).isEqualTo(6);
    }

    @Test
    void is_adopted_once() throws SQLException {
        Verify verify = Verify.on(database.ownerUrl());
        assertThat(verify.run("adopt")).isZero();
        State before = State.ofBooks(database);

        assertThat(verify.run("adopt")).isZero();

        assertThat(verify.output()).contains("Nothing to do");
        assertThat(State.ofBooks(database)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alter table users add by_hand text|column public.users.by_hand",
                "drop index ix_users_email|missing: index public.ix_users_email",
                "update alembic_version set version_num = 'c4132f66258f'|index public.ix_users_email",
                "update alembic_version set version_num = 'abcdefabcdef'|counterpart of no version",
                "insert into alembic_version values ('fb3228f45466')|several heads (23081a5beb71, fb3228f45466)",
                "delete from alembic_version|is empty",
                "drop table alembic_version|has no table alembic_version",
                "create table flyway_schema_history (installed_rank int, version text, description text, type text, script text, checksum int, installed_by text, installed_on timestamp, success boolean); grant select on flyway_schema_history to public|knows nothing of version 5",
            })
    void what_does_not_fit_is_refused_and_nothing_is_touched(String change, String reason) throws SQLException {
        Sql.run(database, change.split("; "));
        State before = State.ofBooks(database);
        Verify verify = Verify.on(database.ownerUrl());

        assertThat(verify.run("adopt")).as(verify.output()).isEqualTo(4);

        assertThat(verify.output()).contains(reason, "Nothing was touched").doesNotContain("\tat ");
        assertThat(State.ofBooks(database)).isEqualTo(before);
    }

    @Test
    void a_rollback_before_the_adoption_is_refused() {
        Verify verify = Verify.on(database.ownerUrl());

        assertThat(verify.run("rollback", "--yes")).isEqualTo(4);

        assertThat(verify.output()).contains("./verify adopt", REVISION);
    }

    @Test
    void waits_for_the_lock_no_longer_than_told() throws SQLException {
        try (Connection connection = database.open()) {
            MigrationLock lock = MigrationLock.take(connection, "public.flyway_schema_history", Duration.ZERO);
            Verify verify = Verify.on(database.ownerUrl());

            assertThat(verify.run("adopt", "--lock-wait", "0")).isEqualTo(7);

            assertThat(verify.output()).contains("Nothing was touched");
            lock.close();
        }
    }

    @Test
    void its_status_is_told_to_people_and_to_machines() throws JsonProcessingException, SQLException {
        Verify verify = Verify.on(database.ownerUrl());

        assertThat(verify.run("status")).isZero();
        assertThat(verify.output())
                .contains("5 email index", "no flyway_schema_history", "6 vector indexes")
                .contains(REVISION + ", the counterpart of version 5", "free");

        assertThat(verify.run("adopt")).isZero();
        assertThat(flyway().migrate().migrationsExecuted).isEqualTo(1);
        assertThat(verify.run("rollback", "--yes")).isZero();
        State before = State.ofBooks(database);

        assertThat(verify.run("status", "--json")).isZero();
        JsonNode status = new ObjectMapper().readTree(verify.output());
        assertThat(status.path("version").asText()).isEqualTo("5");
        assertThat(status.path("head").asText()).isEqualTo("6");
        assertThat(status.path("baseline").asText()).isEqualTo("5");
        assertThat(status.path("pending").get(0).asText()).isEqualTo("6");
        assertThat(status.path("undone").get(0).path("script").asText()).isEqualTo("U6__vector_indexes.sql");
        assertThat(status.path("undone").get(0).path("by").asText())
                .isEqualTo(database.ownerUrl().user());
        assertThat(status.path("alembic").path("version").asText()).isEqualTo("5");
        assertThat(State.ofBooks(database)).isEqualTo(before);
    }
}
