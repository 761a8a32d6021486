package io.replyx.verify.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replyx.verify.operation.backup.Backup;
import io.replyx.verify.operation.backup.Backups;
import io.replyx.verify.settings.DatabaseUrl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** pg_dump and pg_restore before a server that takes encrypted connections only. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncryptedDumpTest {
    private static final String PASSWORD = "keystore";

    @TempDir
    static Path folder;

    private Optional<KillableServer> server = Optional.empty();
    private Path own = Path.of("");
    private Path other = Path.of("");

    @BeforeAll
    void encrypt() throws Exception {
        server = KillableServer.start();
        Assumptions.assumeTrue(server.isPresent(), "no container engine, so no server that could be made to encrypt");
        KeyStore keys = keys("own");
        own = certificate("own", keys);
        other = certificate("other", keys("other"));
        DatabaseUrl admin = server.orElseThrow().adminUrl();
        try (Connection connection = Connector.forRehearsal().open(admin);
                Statement statement = connection.createStatement()) {
            write(statement, Files.readString(own), "server.crt");
            write(
                    statement,
                    pem(
                            "PRIVATE KEY",
                            keys.getKey("own", PASSWORD.toCharArray()).getEncoded()),
                    "server.key");
            write(statement, "local all all trust\nhostssl all all all scram-sha-256\n", "pg_hba.conf");
            statement.execute("alter system set ssl = on");
            statement.execute("create table t (id int primary key)");
            statement.execute("insert into t values (1)");
            statement.execute("select pg_reload_conf()");
        }
        Awaitility.await().until(() -> isRefused(url("sslmode=disable")));
    }

    @AfterAll
    void stop() {
        server.ifPresent(KillableServer::close);
    }

    private static KeyStore keys(String name) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-ext",
                        "bc=ca:true",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static Path certificate(String name, KeyStore keys) throws IOException, GeneralSecurityException {
        return Files.writeString(
                folder.resolve(name + ".crt"),
                pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + kind + "-----\n";
    }

    private static void write(Statement statement, String text, String file) throws SQLException {
        statement.execute("copy (select unnest(string_to_array('" + text.strip() + "', chr(10)))) to program"
                + " 'umask 077; cat > " + file + "'");
    }

    private DatabaseUrl url(String query) {
        DatabaseUrl admin = server.orElseThrow().adminUrl();
        return DatabaseUrl.parse(
                "DATABASE_URL",
                "postgresql://" + admin.user() + ":" + admin.password().reveal() + "@127.0.0.1:" + admin.port() + "/"
                        + admin.database() + "?" + query);
    }

    private static boolean isRefused(DatabaseUrl url) throws SQLException {
        try {
            Connector.forProduction().open(url).close();
            return false;
        } catch (NoUsableDatabase refused) {
            return true;
        }
    }

    private static void dump(DatabaseUrl url) {
        try (DumpTool tool = DumpToolSearch.find(18, folder, line -> {})) {
            tool.dump(url, Optional.empty(), Optional.empty(), folder.resolve("archive"), line -> {});
        }
    }

    @Test
    void the_certificate_that_the_url_names_is_checked_by_the_programs_too() {
        dump(url("sslmode=verify-full&sslrootcert=" + own));
        assertThat(folder.resolve("archive")).isNotEmptyFile();

        assertThatThrownBy(() -> dump(url("sslmode=verify-full&sslrootcert=" + other)))
                .isInstanceOf(ToolFailed.class)
                .hasMessageContaining("certificate verify failed");
    }

    @Test
    void what_the_url_does_not_encrypt_the_programs_do_not_encrypt_either() {
        assertThatThrownBy(() -> dump(url("sslmode=disable")))
                .isInstanceOf(ToolFailed.class)
                .hasMessageContaining("no encryption");
    }

    @Test
    void a_backup_of_it_is_taken() {
        Backup backup = new Backups(
                        url("sslmode=verify-full&sslrootcert=" + own), folder.resolve("backups"), line -> {})
                .take();

        assertThat(backup.manifest().contents().rows()).isEqualTo(1);
    }
}
