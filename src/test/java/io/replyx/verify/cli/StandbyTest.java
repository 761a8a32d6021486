package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.KillableServer;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.testing.ReplyxDatabase;
import io.replyx.verify.testing.Sql;
import io.replyx.verify.testing.Verifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that are pointed at a hot standby: what reads works there and says where it is, what writes is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandbyTest {
    @TempDir
    Path reports;

    private Optional<KillableServer> server = Optional.empty();
    private Optional<DisposableDatabase> head = Optional.empty();
    private Optional<DatabaseUrl> standby = Optional.empty();

    @BeforeAll
    void start() throws Exception {
        server = KillableServer.start();
        Assumptions.assumeTrue(
                server.isPresent(), "no container engine, so no server of which a standby could be made");
        head = Optional.of(ReplyxDatabase.atHead(new RehearsalDatabases(server.orElseThrow()), "head"));
        try (Connection admin = head.orElseThrow().openAsAdmin();
                Statement statement = admin.createStatement()) {
            statement.execute("analyze");
        }
        standby = Optional.of(server.orElseThrow()
                .startStandby()
                .withDatabase(head.orElseThrow().name()));
    }

    @AfterAll
    void stop() {
        server.ifPresent(KillableServer::close);
    }

    @Test
    void a_production_run_verifies_it_and_says_that_it_is_a_standby() {
        Verify verify = Verify.on(standby.orElseThrow());

        int code = verify.run("production", "--allow-privileged-role", "--reports", reports.toString());

        assertThat(code).as(verify.output()).isZero();
        assertThat(verify.output()).contains("READY", "standby", "behind its primary");
    }

    @Test
    void a_standby_to_which_nothing_is_sent_is_not_called_up_to_date() throws Exception {
        try (Connection admin = DriverManager.getConnection(jdbc(standby.orElseThrow()));
                Statement statement = admin.createStatement()) {
            String primary = one(statement, "show primary_conninfo");
            statement.execute("alter system set primary_conninfo = ''");
            statement.execute("select pg_reload_conf()");
            try {
                await().until(() -> one(statement, "select count(*) from pg_stat_wal_receiver")
                        .equals("0"));
                Verify verify = Verify.on(standby.orElseThrow());

                int code = verify.run("production", "--allow-privileged-role", "--reports", reports.toString());

                assertThat(code).as(verify.output()).isZero();
                assertThat(verify.output()).contains("it cannot be seen how far these are: this standby");
                assertThat(Files.readString(reports.resolve("summary.json"))).doesNotContain("\"behindMs\" : 0,");
            } finally {
                statement.execute("alter system set primary_conninfo = '" + primary.replace("'", "''") + "'");
                statement.execute("select pg_reload_conf()");
                await().until(() -> one(statement, "select count(*) from pg_stat_wal_receiver")
                        .equals("1"));
            }
        }
    }

    @Test
    void a_standby_that_does_not_replay_is_told_with_its_lag() throws Exception {
        try (Connection admin = DriverManager.getConnection(jdbc(standby.orElseThrow()));
                Statement statement = admin.createStatement()) {
            // What it replayed last says how far it is.
            String earlier = one(statement, LAST);
            Sql.run(head.orElseThrow(), TRANSACTION);
            await().until(() -> !one(statement, LAST).equals(earlier));
            one(statement, "select pg_wal_replay_pause()::text");
            try {
                await().until(() ->
                        one(statement, "select pg_get_wal_replay_pause_state()").equals("paused"));
                Sql.run(head.orElseThrow(), TRANSACTION);
                await().until(() -> one(statement, LATE).equals("t"));
                Verify verify = Verify.on(standby.orElseThrow());

                int code = verify.run("production", "--allow-privileged-role", "--reports", reports.toString());

                assertThat(code).as(verify.output()).isZero();
                assertThat(verify.output()).containsPattern("[1-9][0-9]{3,4} ms behind its primary");
                assertThat(Files.readString(reports.resolve("summary.json")))
                        .containsPattern("\"behindMs\" : [1-9][0-9]{3,4},");
            } finally {
                one(statement, "select pg_wal_replay_resume()::text");
            }
        }
    }

    private static final String TRANSACTION = "select pg_current_xact_id()";
    private static final String LAST = "select coalesce(pg_last_xact_replay_timestamp()::text, 'none')";
    private static final String LATE =
            "select now() - pg_last_xact_replay_timestamp() > interval '2 s' and pg_last_wal_receive_lsn()"
                    + " <> pg_last_wal_replay_lsn()";

    private static String jdbc(DatabaseUrl url) {
        return "jdbc:postgresql://" + url.host() + ":" + url.port() + "/" + url.database() + "?user=" + url.user()
                + "&password=" + url.password().reveal();
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void how_far_a_standby_is_that_the_role_may_not_see_is_not_verified() throws Exception {
        try (Verifier verifier = Verifier.of(head.orElseThrow(), List.of("public.flyway_schema_history"))) {
            Verify verify = Verify.on(verifier.url(head.orElseThrow()));

            verify.run("production", "--rule", "OPS-009", "--reports", reports.toString());

            assertThat(verify.output()).contains("it cannot be seen how far these are: standby ");
        }
    }

    private String bothHosts(String query) {
        DatabaseUrl primary = standby.orElseThrow();
        return "postgresql://" + primary.user() + ":" + primary.password().reveal() + "@127.0.0.1:"
                + server.orElseThrow().adminUrl().port() + ",127.0.0.1:" + primary.port() + "/" + primary.database()
                + query;
    }

    @Test
    void of_several_hosts_a_standby_is_preferred_and_told() throws Exception {
        Verify verify = Verify.on(standby.orElseThrow()).with("DATABASE_URL", bothHosts(""));

        int code = verify.run(
                "production", "--prefer-standby", "--allow-privileged-role", "--reports", reports.toString());

        assertThat(code).as(verify.output()).isZero();
        assertThat(verify.output())
                .contains("127.0.0.1:" + standby.orElseThrow().port() + "/", "a standby", "behind its primary");
        assertThat(Files.readString(reports.resolve("summary.json"))).contains("\"behindMs\"", "\"repeatedReads\" : 0");
        assertThat(Files.readString(reports.resolve("signoff.md"))).contains("| Standby |");
    }

    @Test
    void a_command_that_writes_finds_the_primary_of_several_hosts() {
        Verify verify = Verify.on(standby.orElseThrow()).with("DATABASE_URL", bothHosts(""));

        assertThat(verify.run("rollback", "--dry-run")).as(verify.output()).isZero();
        assertThat(verify.output()).doesNotContain("is a standby");
    }

    @Test
    void a_command_that_writes_refuses_to_be_sent_to_a_standby() {
        Verify verify = Verify.on(standby.orElseThrow())
                .with("DATABASE_URL", bothHosts("?target_session_attrs=prefer-standby"));

        assertThat(verify.run("rollback", "--yes")).as(verify.output()).isEqualTo(ExitCode.WRONG_USE.code());
        assertThat(verify.output()).contains("./verify rollback writes", "target_session_attrs=prefer-standby");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback --yes", "adopt", "deploy --yes --no-backup"})
    void what_writes_is_refused_and_sent_to_the_primary(String command) {
        Verify verify = Verify.on(standby.orElseThrow());

        int code = verify.run(command.split(" "));

        assertThat(code).as(verify.output()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(verify.output()).contains("is a standby", "name the primary");
    }

    @Test
    void the_status_tells_a_standby() {
        Verify verify = Verify.on(standby.orElseThrow());

        assertThat(verify.run("status")).as(verify.output()).isZero();
        assertThat(verify.output()).contains("a standby", "6");
    }
}
