package io.replyx.verify.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a database is and as whom to connect to it.
 *
 * @param host name, IPv4 address, or IPv6 address without brackets
 * @param port TCP port
 * @param database database to connect to
 * @param user role to connect as
 * @param password its password, empty where the URL has none
 * @param sslMode how far the connection is protected
 * @param sslRootCert certificates of the authorities to trust; {@code system} for those of the Java installation
 * @param clientCertificate what is shown to a server that asks for a certificate
 * @param connectTimeout how long a connection may take
 * @param applicationName what pg_stat_activity shows
 */
public record DatabaseUrl(
        String host,
        int port,
        String database,
        String user,
        Secret password,
        SslMode sslMode,
        Optional<Path> sslRootCert,
        Optional<ClientCertificate> clientCertificate,
        Duration connectTimeout,
        String applicationName) {
    static final int DEFAULT_PORT = 5432;
    static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);
    static final String DEFAULT_APPLICATION_NAME = "replyx-verify";

    /**
     * Read a URL.
     *
     * @param name the variable or option that it comes from, for messages: they never show the URL itself
     * @param text the URL
     * @throws WrongUse when it is not exactly a PostgreSQL URL with one host, user and database
     */
    public static DatabaseUrl parse(String name, String text) {
        DatabaseHosts hosts = new UrlParser(name, Optional.empty()).parse(text);
        if (hosts.each().size() > 1 || hosts.stated().isPresent()) {
            throw new WrongUse(name + " names several hosts, or which of them is meant. Name the one to connect to.");
        }
        return hosts.first();
    }

    /** A database on a server without TLS on this machine. */
    public static DatabaseUrl local(String host, int port, String database, String user, Secret password) {
        return new DatabaseUrl(
                host,
                port,
                database,
                user,
                password,
                SslMode.DISABLE,
                Optional.empty(),
                Optional.empty(),
                DEFAULT_CONNECT_TIMEOUT,
                DEFAULT_APPLICATION_NAME);
    }

    /** Another database on the same server. */
    public DatabaseUrl withDatabase(String other) {
        return with(other, user, password, applicationName);
    }

    /** The same database as another role. */
    public DatabaseUrl withUser(String other, Secret otherPassword) {
        return with(database, other, otherPassword, applicationName);
    }

    /** The same database under another name in pg_stat_activity. */
    public DatabaseUrl withApplicationName(String other) {
        return with(database, user, password, other);
    }

    private DatabaseUrl with(String otherDatabase, String otherUser, Secret otherPassword, String otherName) {
        return new DatabaseUrl(
                host,
                port,
                otherDatabase,
                otherUser,
                otherPassword,
                sslMode,
                sslRootCert,
                clientCertificate,
                connectTimeout,
                otherName);
    }

    /** Host, port and database, for messages. */
    public String address() {
        return urlHost() + ":" + port + "/" + database;
    }

    /** Whether the host is this machine by its name or address. */
    public boolean isLoopback() {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    /** The host as a URL writes it: an IPv6 address in brackets. */
    public String urlHost() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    @Override
    public String toString() {
        return "postgresql://" + user + "@" + address() + "?sslmode=" + sslMode.text();
    }
}
