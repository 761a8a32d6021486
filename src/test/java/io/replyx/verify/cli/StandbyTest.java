package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.KillableServer;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.testing.ReplyxDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
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
    private Optional<DatabaseUrl> standby = Optional.empty();

    @BeforeAll
    void start() throws Exception {
        server = KillableServer.start();
        Assumptions.assumeTrue(
                server.isPresent(), "no container engine, so no server of which a standby could be made");
        DisposableDatabase head = ReplyxDatabase.atHead(new RehearsalDatabases(server.orElseThrow()), "head");
        try (Connection admin = head.openAsAdmin();
                Statement statement = admin.createStatement()) {
            statement.execute("analyze");
        }
        standby = Optional.of(server.orElseThrow().startStandby().withDatabase(head.name()));
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
