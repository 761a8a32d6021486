package io.replyx.verify.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.Secret;
import io.replyx.verify.testing.SharedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedServer.class)
@Timeout(5)
class ConnectorTest {
    private static final String CANARY = "S3cr3tCANARY";

    @Test
    void a_session_is_in_utc_and_named(Server server) throws SQLException {
        try (Connection connection = Connector.forProduction().open(server.adminUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select current_setting('TimeZone') || ' ' || current_setting('application_name')")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("UTC replyx-verify");
        }
    }

    @Test
    void a_wrong_password_is_told(Server server) {
        refuses(
                server.adminUrl().withUser("postgres", Secret.of(CANARY)),
                "does not take the password of user postgres");
    }

    @Test
    void an_unknown_role_is_told_as_a_wrong_password(Server server) {
        refuses(server.adminUrl().withUser("nobody", Secret.of(CANARY)), "user nobody");
    }

    @Test
    void an_unknown_database_is_told(Server server) {
        refuses(server.adminUrl().withDatabase("a%b c"), "there is no database a%b c");
    }

    @Test
    void a_port_where_nothing_listens_is_told() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        refuses(url("127.0.0.1:" + port, ""), "nothing listens there");
    }

    @Test
    void a_server_that_says_nothing_is_given_up() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refuses(url("127.0.0.1:" + silent.getLocalPort(), "?connect_timeout=1"), "nothing answered within 1 s");
        }
    }

    @Test
    void a_server_that_lets_in_and_then_says_nothing_is_given_up(Server server) throws IOException {
        DatabaseUrl real = server.adminUrl();
        try (var silent = RogueServer.thatFallsSilentAt("TIME ZONE", real.port())) {
            DatabaseUrl url = DatabaseUrl.parse(
                    "X",
                    "postgresql://" + real.user() + ":" + real.password().reveal() + "@127.0.0.1:" + silent.port() + "/"
                            + real.database() + "?sslmode=disable&connect_timeout=1");

            refuses(url, "nothing answered within 1 s");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "allow"})
    void a_server_that_asks_for_the_password_in_clear_does_not_get_it(String mode) throws IOException {
        try (var rogue = RogueServer.thatAsksForThePassword()) {
            refuses(url("127.0.0.1:" + rogue.port(), "?sslmode=" + mode), "asks for the password in clear");
            assertThat(rogue.heard()).doesNotContain(CANARY);
        }
    }

    @Test
    void an_unknown_host_is_told() {
        refuses(
                url("no-such-host.invalid", "?connect_timeout=3"),
                "no name server knows the host no-such-host.invalid");
    }

    @Test
    void a_server_without_tls_is_told(Server server) {
        String address = server.adminUrl().host() + ":" + server.adminUrl().port();
        refuses(url(address, "?sslmode=require"), "the server has no TLS");
    }

    @Test
    void a_missing_root_certificate_is_told() {
        refuses(url("db", "?sslmode=verify-full&sslrootcert=/no/such.crt"), "/no/such.crt, cannot be read");
    }

    @Test
    void facts_are_read_in_one_query(Server server) {
        ServerFacts facts = server.facts();

        assertThat(facts.version()).startsWith(facts.major() + ".");
        assertThat(facts.pgvector())
                .hasValueSatisfying(version -> assertThat(version).matches("0\\.[0-9.]+"));
        assertThat(facts.systemIdentifier())
                .hasValueSatisfying(id -> assertThat(id).matches("[0-9]+"));
        assertThat(facts.origin()).isEqualTo(server.origin());
    }

    private static DatabaseUrl url(String address, String query) {
        return DatabaseUrl.parse("TEST", "postgresql://ada:" + CANARY + "@" + address + "/replyx" + query);
    }

    private static void refuses(DatabaseUrl url, String reason) {
        long start = System.nanoTime();
        assertThatExceptionOfType(NoUsableDatabase.class)
                .isThrownBy(() -> Connector.forProduction().open(url))
                .withMessageContaining(url.address())
                .withMessageContaining(reason)
                .withNoCause()
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(CANARY))
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.NO_DATABASE));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }
}
