package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.database.Server;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.lock.MigrationLock;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Secret;
import io.replyx.verify.testing.ReplyxDatabase;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import io.replyx.verify.testing.State;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
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

/** Rollbacks of ReplyX's database, as a person types them. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RollbackCommandTest {
    private static final String CANARY = "S3cr3tCANARY";

    private RehearsalDatabases databases;
    private DisposableDatabase head;
    private DisposableDatabase database;

    @BeforeAll
    void deploy(RehearsalDatabases shared) throws SQLException {
        databases = shared;
        head = ReplyxDatabase.atHead(shared, "head");
    }

    @AfterAll
    void drop() {
        head.close();
    }

    @BeforeEach
    void copy() {
        database = databases.clone(head, "rollback");
    }

    @AfterEach
    void dropCopy() {
        database.close();
    }

    private SchemaHistory history() throws SQLException {
        try (Connection connection = database.open()) {
            return SchemaHistory.read(connection).orElseThrow();
        }
    }

    private static Verify rollback(DisposableDatabase of) {
        return Verify.on(of.ownerUrl());
    }

    @Test
    void takes_the_last_version_back_and_plain_flyway_applies_it_again() throws SQLException {
        State before = State.ofBooks(database);
        Verify verify = rollback(database);

        assertThat(verify.run("rollback", "--yes")).as(verify.output()).isZero();

        assertThat(verify.output())
                .contains("from version 6 to version 5", "U6__vector_indexes.sql", "statement by statement")
                .contains("undoing version 6 with U6__vector_indexes.sql")
                .contains("has the approved catalog of version 5", "The database is at version 5.");
        assertThat(history().current()).contains(Version.of("5"));
        assertThat(history().undone()).singleElement().satisfies(row -> {
            assertThat(row.script()).isEqualTo("U6__vector_indexes.sql");
            assertThat(row.checksum()).isPresent();
            assertThat(row.installedBy()).isEqualTo(database.ownerUrl().user());
        });
        Flyway flyway = ReplyxDatabase.plainFlyway(database, Path.of("migrations/versioned"));
        flyway.validate();
        assertThat(flyway.info().pending()).hasSize(1);
        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(1);
        assertThat(flyway.info().current().getState()).isEqualTo(MigrationState.SUCCESS);
        assertThat(State.ofBooks(database).catalog()).isEqualTo(before.catalog());
    }

    @ParameterizedTest
    @CsvSource({"4, 4", "c4132f66258f, 4", "5, 5"})
    void goes_down_to_a_version_or_a_revision(String to, String version) throws SQLException {
        Verify verify = rollback(database);

        assertThat(verify.run("rollback", "--to", to, "--yes"))
                .as(verify.output())
                .isZero();

        assertThat(history().current()).contains(Version.of(version));
    }

    @Test
    void goes_down_to_nothing_and_up_again() throws SQLException {
        Verify verify = rollback(database);

        assertThat(verify.run("rollback", "--to", "base", "--yes", "--accept-data-loss"))
                .as(verify.output())
                .isZero();

        assertThat(verify.output()).contains("has the catalog of a database before the first version");
        assertThat(history().current()).isEmpty();
        assertThat(Sql.ask(
                        database,
                        "select count(*) from pg_class where relnamespace = 'public'::regnamespace"
                                + " and relkind = 'r' and relname <> 'flyway_schema_history'"))
                .isEqualTo("0");
        Flyway flyway = ReplyxDatabase.plainFlyway(database, Path.of("migrations/versioned"));
        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(6);
    }

    @Test
    void a_version_that_is_the_last_already_leaves_nothing_to_do() throws SQLException {
        State before = State.ofBooks(database);
        Verify verify = rollback(database);

        assertThat(verify.run("rollback", "--to", "6", "--yes")).isZero();

        assertThat(verify.output()).contains("Nothing to do");
        assertThat(State.ofBooks(database)).isEqualTo(before);
    }

    @Test
    void a_dry_run_tells_scripts_locks_and_rows_and_writes_nothing(Server server) throws SQLException {
        State before = State.of(database);
        String rows = Sql.ask(database, "select count(*) from system_settings");
        Verify verify = rollback(database).rehearsingOn(server.adminUrl());

        assertThat(verify.run("rollback", "--to", "1", "--dry-run"))
                .as(verify.output())
                .isZero();

        assertThat(verify.output())
                .contains("U6__vector_indexes.sql", "U2__performance_indexes.sql")
                .contains("locks public.knowledge_embeddings SHARE UPDATE EXCLUSIVE: neither reads nor writes wait")
                .contains("locks public.users ACCESS EXCLUSIVE: reads and writes wait")
                .contains("locks public.system_settings ACCESS EXCLUSIVE")
                .contains("loses table public.system_settings: " + rows + " rows")
                .contains("Dry run: nothing was touched.");
        assertThat(State.of(database)).isEqualTo(before);
    }

    @Test
    void data_is_lost_only_with_consent() throws SQLException {
        State before = State.of(database);
        String rows = Sql.ask(database, "select count(*) from bot_instances");
        Verify verify = rollback(database);

        assertThat(verify.run("rollback", "--to", "1", "--yes")).isEqualTo(4);

        assertThat(verify.output())
                .contains("--accept-data-loss", "table public.bot_instances: " + rows + " rows", "nothing was touched");
        assertThat(State.of(database)).isEqualTo(before);
        assertThat(verify.run("rollback", "--to", "1", "--yes", "--accept-data-loss"))
                .as(verify.output())
                .isZero();
        assertThat(history().current()).contains(Version.of("1"));
    }

    @Test
    void a_database_that_drifted_is_refused_until_that_is_accepted() throws SQLException {
        Sql.run(database, "alter table users add by_hand text");
        State before = State.ofBooks(database);
        Verify verify = rollback(database);

        assertThat(verify.run("rollback", "--yes")).isEqualTo(4);

        assertThat(verify.output())
                .contains("column public.users.by_hand", "--accept-drift", "nothing was touched")
                .doesNotContain("\tat ");
        assertThat(State.ofBooks(database)).isEqualTo(before);
        assertThat(verify.run("rollback", "--yes", "--accept-drift"))
                .as(verify.output())
                .isZero();
        assertThat(verify.output()).contains("accepted:", "but for the accepted differences");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop table flyway_schema_history|has no flyway_schema_history",
                "update flyway_schema_history set success = false where version = '6'|failed in public.flyway_schema_history",
                "insert into flyway_schema_history select 99, '7', 'late', 'SQL', 'V7__late.sql', 1, 'x', now(), 0, true|not among the scripts",
                "update flyway_schema_history set checksum = 1 where version = '6'|was changed after it was applied",
                "alter table flyway_schema_history owner to postgres; grant select on flyway_schema_history to :owner|may not write to public.flyway_schema_history",
                "alter table knowledge_embeddings owner to postgres|does not own what the undo scripts change: public.knowledge_embeddings (owner postgres)",
            })
    void a_check_refuses_before_anything_is_touched(String change, String reason) throws SQLException {
        Sql.run(database, change.replace(":owner", database.ownerUrl().user()).split("; "));
        State before = State.ofBooks(database);
        Verify verify = rollback(database);

        assertThat(verify.run("rollback", "--yes")).as(verify.output()).isEqualTo(4);

        assertThat(verify.output()).contains(reason).containsIgnoringCase("nothing was touched");
        assertThat(State.ofBooks(database)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "--to nowhere, 2, neither a version",
        "--lock-wait -1, 2, is negative",
        "--migrations nowhere, 2, no folder of migrations",
    })
    void wrong_use_is_named(String options, int code, String problem) {
        Verify verify = rollback(database);

        assertThat(verify.run(("rollback --yes " + options).split(" "))).isEqualTo(code);

        assertThat(verify.output()).contains(problem);
    }

    @Test
    void a_version_above_the_last_is_no_way_down() throws SQLException {
        assertThat(rollback(database).run("rollback", "--to", "4", "--yes")).isZero();
        Verify verify = rollback(database);

        assertThat(verify.run("rollback", "--to", "6", "--yes")).isEqualTo(4);

        assertThat(verify.output()).contains("version 6 is not in place: the database is at version 4");
    }

    @Test
    void whoever_holds_the_lock_is_named() throws SQLException {
        State before = State.ofBooks(database);
        DatabaseUrl other = database.ownerUrl().withApplicationName("nightly deploy");
        Verify verify = rollback(database);
        try (Connection connection =
                io.replyx.verify.database.Connector.forRehearsal().open(other)) {
            MigrationLock lock = MigrationLock.take(connection, "public.flyway_schema_history", Duration.ZERO);

            assertThat(verify.run("rollback", "--yes", "--lock-wait", "0")).isEqualTo(7);

            assertThat(verify.output()).contains("nightly deploy", "Nothing was touched");
            assertThat(verify.run("status")).isZero();
            assertThat(verify.output()).contains("nightly deploy");
            lock.close();
        }
        assertThat(State.ofBooks(database)).isEqualTo(before);
    }

    @Test
    void the_name_of_the_database_is_to_be_typed() throws SQLException {
        State before = State.ofBooks(database);

        assertThat(rollback(database).run("rollback")).isEqualTo(2);
        assertThat(rollback(database).typing("y").run("rollback")).isEqualTo(4);
        assertThat(State.ofBooks(database)).isEqualTo(before);
        assertThat(rollback(database).typing(database.name()).run("rollback")).isZero();
        assertThat(history().current()).contains(Version.of("5"));
    }

    @Test
    void an_undo_that_was_interrupted_is_completed() throws SQLException {
        Sql.run(
                database,
                "drop index knowledge_embeddings_embedding_l2_idx",
                "insert into flyway_schema_history select 99, '6', 'vector indexes', 'SQL', 'U6__vector_indexes.sql', 1,"
                        + " 'x', now(), 0, false");
        Verify verify = rollback(database);

        assertThat(verify.run("rollback", "--yes")).as(verify.output()).isZero();

        assertThat(verify.output()).contains("was begun before and did not come to its end");
        assertThat(history().current()).contains(Version.of("5"));
        assertThat(history().failed()).isEmpty();
    }

    @Test
    void a_wrong_password_is_no_usable_database_and_never_shown() {
        DatabaseUrl wrong = database.ownerUrl().withUser(database.ownerUrl().user(), Secret.of(CANARY));
        for (String command : new String[] {"rollback", "adopt", "status"}) {
            Verify verify = Verify.on(wrong);

            assertThat(verify.run(command)).isEqualTo(3);

            assertThat(verify.output())
                    .contains("password")
                    .doesNotContain(CANARY)
                    .doesNotContain("\tat ");
        }
    }
}
