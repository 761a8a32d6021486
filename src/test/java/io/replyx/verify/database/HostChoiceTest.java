package io.replyx.verify.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.replyx.verify.settings.DatabaseHosts;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Secret;
import io.replyx.verify.settings.TargetSession;
import io.replyx.verify.testing.Sql;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database on a primary, its standby, and a host where nothing is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostChoiceTest {
    private Optional<KillableServer> server = Optional.empty();
    private Optional<DatabaseUrl> standby = Optional.empty();

    @BeforeAll
    void start() throws InterruptedException {
        server = KillableServer.start();
        Assumptions.assumeTrue(server.isPresent(), "no container engine, so no server that has a standby");
        standby = Optional.of(server.orElseThrow().startStandby());
    }

    @AfterAll
    void stop() {
        server.ifPresent(KillableServer::close);
    }

    private DatabaseUrl host(char letter) throws IOException {
        DatabaseUrl primary = server.orElseThrow().adminUrl();
        return switch (letter) {
            case 'p' -> primary;
            case 's' -> standby.orElseThrow();
            default ->
                DatabaseUrl.local("127.0.0.1", freePort(), primary.database(), primary.user(), primary.password());
        };
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private DatabaseHosts hosts(String letters, TargetSession session) throws IOException {
        List<DatabaseUrl> each = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            each.add(host(letters.charAt(i)));
        }
        return new DatabaseHosts(each, Optional.of(session));
    }

    @ParameterizedTest
    @CsvSource({
        "ps, ANY, p",
        "sp, ANY, s",
        "-sp, ANY, s",
        "sp, PRIMARY, p",
        "sp, READ_WRITE, p",
        "-sp, READ_WRITE, p",
        "ps, READ_ONLY, s",
        "ps, STANDBY, s",
        "p-s, STANDBY, s",
        "ps, PREFER_STANDBY, s",
        "-p, PREFER_STANDBY, p",
        "p-, PREFER_STANDBY, p",
        "p, PRIMARY, p"
    })
    void the_first_host_that_is_meant_is_chosen(String letters, TargetSession session, char chosen) throws IOException {
        assertThat(HostChoice.of(hosts(letters, session))).isEqualTo(host(chosen));
    }

    @ParameterizedTest
    @CsvSource({
        "p, STANDBY, is a primary",
        "s, PRIMARY, is a standby",
        "-s, READ_WRITE, is a standby",
        "--, ANY, cannot be reached",
        "--, PREFER_STANDBY, cannot be reached"
    })
    void where_none_is_meant_each_is_told(String letters, TargetSession session, String words) throws IOException {
        DatabaseHosts hosts = hosts(letters, session);

        assertThatExceptionOfType(NoUsableDatabase.class)
                .isThrownBy(() -> HostChoice.of(hosts))
                .withMessageContaining("target_session_attrs=" + session.text())
                .withMessageContaining(words)
                .satisfies(failure -> assertThat(hosts.each())
                        .allSatisfy(url -> assertThat(failure.getMessage()).contains("127.0.0.1:" + url.port())));
    }

    @Test
    void a_host_that_refuses_the_password_speaks_for_all() throws IOException {
        DatabaseUrl stranger = host('s').withUser("postgres", Secret.of("S3cr3tCANARY"));
        DatabaseHosts hosts = new DatabaseHosts(List.of(stranger, host('p')), Optional.empty());

        assertThatExceptionOfType(NoUsableDatabase.class)
                .isThrownBy(() -> HostChoice.of(hosts))
                .withMessageContaining("does not take the password")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("S3cr3tCANARY"));
    }

    @Test
    void the_primary_is_found_for_a_database_that_is_not_there() throws IOException {
        DatabaseHosts hosts = hosts("-sp", TargetSession.PRIMARY).withDatabase("not there");

        assertThat(HostChoice.ofServer(hosts)).isEqualTo(host('p').withDatabase("not there"));
        assertThatExceptionOfType(NoSuchDatabase.class).isThrownBy(() -> HostChoice.of(hosts));
    }

    @ParameterizedTest
    @CsvSource({
        "alter database postgres allow_connections false, alter database postgres allow_connections true",
        "alter database postgres rename to elsewhere, alter database elsewhere rename to postgres"
    })
    void it_is_found_where_sessions_in_the_usual_database_cannot_be_had(String shut, String open)
            throws IOException, SQLException {
        DatabaseHosts hosts = hosts("-sp", TargetSession.PRIMARY).withDatabase("not there");
        DatabaseUrl beside = host('p').withDatabase("template1");
        Sql.run(beside, shut);
        try {
            assertThatExceptionOfType(NoUsableDatabase.class)
                    .isThrownBy(() -> HostChoice.of(hosts.withDatabase("postgres")));

            assertThat(HostChoice.ofServer(hosts)).isEqualTo(host('p').withDatabase("not there"));
        } finally {
            Sql.run(beside, open);
            awaitStandby(beside);
        }
    }

    /** Other tests ask the standby in the database that was shut. */
    private void awaitStandby(DatabaseUrl primary) throws IOException, SQLException {
        String written = Sql.ask(primary, "select pg_current_wal_lsn()");
        DatabaseUrl follower = host('s').withDatabase(primary.database());
        Awaitility.await()
                .until(() -> Sql.ask(follower, "select pg_last_wal_replay_lsn() >= '" + written + "'")
                        .equals("t"));
    }

    @Test
    void a_single_host_is_not_asked() throws IOException {
        DatabaseUrl nothing = host('-');

        assertThat(HostChoice.of(DatabaseHosts.of(nothing))).isEqualTo(nothing);
    }
}
