package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.SslMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;

/** Opens connections; a failure to do so is told in one sentence that never holds the password. */
public final class Connector {
    static final String NO_PASSWORD_IN_CLEAR = "!password";

    private final boolean serverErrorDetail;

    private Connector(boolean serverErrorDetail) {
        this.serverErrorDetail = serverErrorDetail;
    }

    /** For disposable databases: errors of the server are told in full. */
    public static Connector forRehearsal() {
        return new Connector(true);
    }

    /** For databases that matter: errors leave out the server's detail, which quotes values of rows. */
    public static Connector forProduction() {
        return new Connector(false);
    }

    /** A new connection under autocommit, in the time zone UTC whatever this machine's is. */
    public Connection open(DatabaseUrl url) {
        CertificateFiles.check(url);
        try {
            return inUtc(DriverManager.getConnection(jdbcUrl(url), properties(url)), url.connectTimeout());
        } catch (SQLException e) {
            throw ConnectionFailure.explain(url, e);
        }
    }

    /** New connections to one address, for a library that wants a data source. */
    public DataSource dataSource(DatabaseUrl url) {
        return new ConnectorDataSource(this, url);
    }

    /** The driver sends the time zone of the Java machine, and what is rendered would depend on where the suite runs. */
    private static Connection inUtc(Connection connection, Duration patience) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // The driver's own limit ends with the login; a pooler may have no server for it even then.
            connection.setNetworkTimeout(Runnable::run, (int) patience.toMillis());
            statement.execute("SET TIME ZONE 'UTC'");
            connection.setNetworkTimeout(Runnable::run, 0);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static String jdbcUrl(DatabaseUrl url) {
        return "jdbc:postgresql://" + url.urlHost() + ":" + url.port() + "/"
                + URLEncoder.encode(url.database(), StandardCharsets.UTF_8);
    }

    private Properties properties(DatabaseUrl url) {
        var properties = new Properties();
        String seconds = Long.toString(url.connectTimeout().toSeconds());
        properties.setProperty("user", url.user());
        if (!url.password().reveal().isEmpty()) {
            properties.setProperty("password", url.password().reveal());
        }
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("logServerErrorDetail", Boolean.toString(serverErrorDetail));
        properties.setProperty("ApplicationName", url.applicationName());
        properties.setProperty("sslmode", url.sslMode().text());
        if (!url.sslMode().checksCertificate()) {
            // Whoever answers could be anybody, and would have the password for the asking.
            properties.setProperty("requireAuth", NO_PASSWORD_IN_CLEAR);
        }
        if (url.sslMode() == SslMode.DISABLE) {
            properties.setProperty("gssEncMode", "disable");
        }
        url.sslRootCert().ifPresent(certificate -> trust(properties, certificate));
        url.clientCertificate().ifPresent(client -> {
            properties.setProperty("sslcert", client.certificate().toString());
            properties.setProperty("sslkey", client.key().toString());
            properties.setProperty("pemKeyAlgorithm", CertificateFiles.algorithm(url, client));
            // Without it the driver would ask at the terminal for the passphrase of a key that has one.
            properties.setProperty("sslpassword", "");
        });
        return properties;
    }

    private static void trust(Properties properties, Path certificate) {
        if (CertificateFiles.isSystem(certificate)) {
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        } else {
            properties.setProperty("sslrootcert", certificate.toString());
        }
    }
}
