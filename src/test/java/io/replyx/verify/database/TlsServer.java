package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.testing.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.awaitility.Awaitility;

/** A server whose certificate and rules of access change while it runs. */
final class TlsServer {
    private final DatabaseUrl admin;

    TlsServer(DatabaseUrl admin) {
        this.admin = admin;
    }

    /** Have it encrypt with a certificate, which takes the place of the one before. */
    void show(Path certificate, Path key) throws SQLException, IOException {
        String name = certificate.getFileName().toString();
        put(certificate, name);
        put(key, name + ".key");
        Sql.run(
                admin,
                "alter system set ssl_cert_file = '" + name + "'",
                "alter system set ssl_key_file = '" + name + ".key'",
                "alter system set ssl = on",
                "select pg_reload_conf()");
        await("select current_setting('ssl') || ' ' || current_setting('ssl_cert_file')", "on " + name);
    }

    /** Have it encrypt nothing. */
    void hide() throws SQLException {
        Sql.run(admin, "alter system set ssl = off", "select pg_reload_conf()");
        await("show ssl", "off");
    }

    /** Have it take clients with a certificate of an authority only, and its superuser over a socket as before. */
    void demandOf(String user, Path authority) throws SQLException, IOException {
        put(authority, "clients.crt");
        Path rules = Files.createTempFile(authority.getParent(), "hba", ".conf");
        Files.write(
                rules,
                List.of(
                        "local all all trust",
                        "hostssl all " + user + " all scram-sha-256 clientcert=verify-ca",
                        "host all all all scram-sha-256"));
        put(rules, "pg_hba.conf");
        Sql.run(admin, "alter system set ssl_ca_file = 'clients.crt'", "select pg_reload_conf()");
        await("show ssl_ca_file", "clients.crt");
    }

    private void await(String query, String answer) {
        Awaitility.await().until(() -> Sql.ask(admin, query).equals(answer));
    }

    private void put(Path file, String name) throws SQLException, IOException {
        Sql.run(
                admin,
                "copy (select unnest(string_to_array('" + Files.readString(file).strip()
                        + "', chr(10)))) to program 'umask 077; cat > " + name + "'");
    }
}
