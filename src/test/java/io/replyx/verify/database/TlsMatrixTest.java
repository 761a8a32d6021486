package io.replyx.verify.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.jupiter.Status;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.testing.Rehearsing;
import io.replyx.verify.testing.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mode of a connection before every kind of server certificate: by the driver, and by PostgreSQL's programs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsMatrixTest {
    private static final String HERE = "SAN=ip:127.0.0.1";
    private static final String PLAIN = "plain";
    private static final String TLS = "encrypted";
    private static final String NO_TLS = "the server has no TLS";
    private static final String UNKNOWN = "no authority that is trusted signed the server's certificate";
    private static final String OTHER_HOST = "the server's certificate does not name the host 127.0.0.1";
    private static final String EXPIRED = "the server's certificate has expired";

    private enum ServerKind {
        WITHOUT_TLS,
        SELF_SIGNED,
        OF_ANOTHER_HOST,
        RIGHT,
        EXPIRED_BEFORE
    }

    /** What each mode comes to, from the weakest to the strongest. */
    private static List<String> outcomes(ServerKind kind) {
        return switch (kind) {
            case WITHOUT_TLS -> List.of(PLAIN, PLAIN, PLAIN, NO_TLS, NO_TLS, NO_TLS);
            case SELF_SIGNED -> List.of(PLAIN, PLAIN, TLS, TLS, UNKNOWN, UNKNOWN);
            case OF_ANOTHER_HOST -> List.of(PLAIN, PLAIN, TLS, TLS, TLS, OTHER_HOST);
            case RIGHT -> List.of(PLAIN, PLAIN, TLS, TLS, TLS, TLS);
            case EXPIRED_BEFORE -> List.of(PLAIN, PLAIN, TLS, TLS, EXPIRED, EXPIRED);
        };
    }

    private static final List<String> MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    @TempDir
    static Path folder;

    private Optional<KillableServer> server = Optional.empty();
    private Certificates certificates = new Certificates(Path.of(""));
    private Path authority = Path.of("");

    @BeforeAll
    void start() throws Exception {
        server = KillableServer.start();
        Assumptions.assumeTrue(server.isPresent(), "no container engine, so no server whose certificate could change");
        certificates = new Certificates(folder);
        authority = certificates.selfSigned("authority", "bc=ca:true");
        certificates.selfSigned("self", HERE);
        certificates.signed("other", "authority", "SAN=dns:elsewhere.example");
        certificates.signed("right", "authority", HERE);
        certificates.expired("expired", "authority", HERE);
    }

    @AfterAll
    void stop() {
        server.ifPresent(KillableServer::close);
    }

    private DatabaseUrl admin() {
        return server.orElseThrow().adminUrl();
    }

    private void turn(ServerKind kind) throws Exception {
        TlsServer turned = new TlsServer(admin());
        switch (kind) {
            case WITHOUT_TLS -> turned.hide();
            case SELF_SIGNED -> turned.show(folder.resolve("self.crt"), certificates.key("self"));
            case OF_ANOTHER_HOST -> turned.show(folder.resolve("other.crt"), certificates.key("other"));
            case RIGHT -> turned.show(folder.resolve("right.crt"), certificates.key("right"));
            case EXPIRED_BEFORE -> turned.show(folder.resolve("expired.crt"), certificates.key("expired"));
        }
    }

    private DatabaseUrl url(String user, String query) {
        return DatabaseUrl.parse(
                "DATABASE_URL",
                "postgresql://" + user + ":" + admin().password().reveal() + "@127.0.0.1:" + admin().port() + "/"
                        + admin().database() + "?" + query);
    }

    private DatabaseUrl url(String mode) {
        return url(admin().user(), "sslmode=" + mode + (mode.startsWith("verify") ? "&sslrootcert=" + authority : ""));
    }

    /** What a connection came to: how it is protected, or why there is none. */
    private static String outcome(DatabaseUrl url) throws Exception {
        try (Connection connection = Connector.forProduction().open(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
            row.next();
            return row.getBoolean(1) ? TLS : PLAIN;
        } catch (NoUsableDatabase none) {
            assertThat(none.exitCode()).isEqualTo(ExitCode.NO_DATABASE);
            assertThat(none.getMessage()).doesNotContain(url.password().reveal());
            return String.valueOf(none.getMessage());
        }
    }

    @TestFactory
    Stream<DynamicContainer> every_mode_before_every_certificate() {
        return Stream.of(ServerKind.values()).map(kind -> DynamicContainer.dynamicContainer(kind.name(), cells(kind)));
    }

    private Stream<DynamicTest> cells(ServerKind kind) {
        List<DynamicTest> cells = new ArrayList<>();
        cells.add(DynamicTest.dynamicTest("the server is turned", () -> turn(kind)));
        for (int i = 0; i < MODES.size(); i++) {
            String mode = MODES.get(i);
            String expected = outcomes(kind).get(i);
            cells.add(DynamicTest.dynamicTest(
                    mode + ": " + expected, () -> assertThat(outcome(url(mode))).contains(expected)));
            cells.add(DynamicTest.dynamicTest(mode + ", pg_dump", () -> dumps(mode, expected)));
        }
        return cells.stream();
    }

    /** The programs connect where the driver does, and nowhere else. */
    private void dumps(String mode, String expected) {
        if (expected.equals(PLAIN) || expected.equals(TLS)) {
            dump(url(mode));
            assertThat(folder.resolve("archive")).isNotEmptyFile();
        } else {
            assertThatThrownBy(() -> dump(url(mode)))
                    .isInstanceOf(ToolFailed.class)
                    .hasMessageContaining(
                            switch (expected) {
                                case NO_TLS -> "server does not support SSL";
                                case OTHER_HOST -> "does not match host name";
                                default -> "certificate verify failed";
                            });
        }
    }

    private static void dump(DatabaseUrl url) {
        try (DumpTool tool = DumpToolSearch.find(18, folder, line -> {})) {
            tool.dump(url, Optional.empty(), Optional.empty(), folder.resolve("archive"), line -> {});
        }
    }

    @Test
    void a_client_shows_its_certificate_where_the_server_asks_for_one() throws Exception {
        turn(ServerKind.RIGHT);
        Sql.run(
                admin(),
                "create role shown login superuser password '"
                        + admin().password().reveal() + "'");
        Path clients = certificates.selfSigned("clients", "bc=ca:true");
        Path own = certificates.signed("shown", "clients", "ku=digitalSignature");
        Path foreign = certificates.signed("foreign", "authority", "ku=digitalSignature");
        new TlsServer(admin()).demandOf("shown", clients);
        String tls = "sslmode=verify-full&sslrootcert=" + authority;

        DatabaseUrl pem = url("shown", tls + "&sslcert=" + own + "&sslkey=" + certificates.key("shown"));
        assertThat(outcome(pem)).isEqualTo(TLS);
        dump(pem);
        DatabaseUrl der = url("shown", tls + "&sslcert=" + own + "&sslkey=" + certificates.derKey("shown"));
        assertThat(outcome(der)).isEqualTo(TLS);
        dump(der);

        assertThat(outcome(url("shown", tls))).contains("does not let user shown in", "client certificate");
        assertThatThrownBy(() -> dump(url("shown", tls)))
                .isInstanceOf(ToolFailed.class)
                .hasMessageContaining("client certificate");
        assertThat(outcome(url("shown", tls + "&sslcert=" + foreign + "&sslkey=" + certificates.key("foreign"))))
                .contains("client certificate");
        Path late = certificates.expired("late", "clients", "ku=digitalSignature");
        assertThat(outcome(url("shown", tls + "&sslcert=" + late + "&sslkey=" + certificates.key("late"))))
                .contains("the server broke off", "expired", "Check sslcert and sslkey");
    }

    @Test
    void a_key_that_is_not_fit_is_told_before_anything_is_connected_to() throws Exception {
        Path certificate = Files.writeString(folder.resolve("any.crt"), "-----BEGIN CERTIFICATE-----\n");
        refuses(certificate, key("open.key", "-----BEGIN PRIVATE KEY-----\n", "rw-r--r--"), "can be read by others");
        refuses(
                certificate,
                key("locked.key", "-----BEGIN ENCRYPTED PRIVATE KEY-----\n", "rw-------"),
                "has a passphrase");
        refuses(certificate, key("old.key", "-----BEGIN EC PRIVATE KEY-----\n", "rw-------"), "no key in PKCS-8");
        refuses(certificate, folder.resolve("no-such.key"), "cannot be read");
        refuses(certificate, certificates.key("right"), "holds no certificate");
        refuses(
                folder.resolve("no-such.crt"),
                key("good.key", "-----BEGIN PRIVATE KEY-----\n", "rw-------"),
                "cannot be read");
    }

    private static Path key(String name, String text, String mode) throws Exception {
        return Files.setPosixFilePermissions(
                Files.writeString(folder.resolve(name), text), PosixFilePermissions.fromString(mode));
    }

    private void refuses(Path certificate, Path key, String words) {
        assertThatExceptionOfType(NoUsableDatabase.class)
                .isThrownBy(() -> Connector.forProduction()
                        .open(url("nobody", "sslmode=require&sslcert=" + certificate + "&sslkey=" + key)))
                .withMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({
        "require, require, ''",
        "require, verify-ca, ''",
        "verify-full, verify-full, ''",
        "require, disable, the server took the connection without TLS",
        "require, prefer, would have been made without TLS as well",
        "verify-full, require, the server's certificate was not checked",
        "verify-full, verify-ca, its host was not checked",
    })
    void the_rule_for_the_connection_holds_it_against_the_contract(String want, String have, String broken)
            throws Exception {
        turn(ServerKind.RIGHT);
        Path subject = Files.createTempDirectory(folder, "subject");
        Files.createDirectories(subject.resolve("migrations/versioned"));
        Files.createDirectories(subject.resolve("migrations/undo"));
        Files.createDirectories(subject.resolve("fixtures"));
        Files.writeString(subject.resolve("migrations/versioned/V1__t.sql"), "CREATE TABLE t (id int PRIMARY KEY);\n");
        Files.writeString(subject.resolve("migrations/undo/U1__t.sql"), "DROP TABLE t;\n");
        Files.writeString(subject.resolve("fixtures/contract.yaml"), "subject: tls\ntls: " + want + "\n");

        List<Outcome> outcomes = Rehearsing.productionAllowed(subject, url(have), "SEC-003");

        assertThat(outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.status()).isEqualTo(broken.isEmpty() ? Status.PASSED : Status.FAILED);
            assertThat(outcome.findings())
                    .extracting(Finding::message)
                    .allSatisfy(message -> assertThat(message).contains(broken))
                    .hasSize(broken.isEmpty() ? 0 : 1);
        });
    }
}
