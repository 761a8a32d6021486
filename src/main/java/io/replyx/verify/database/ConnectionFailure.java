package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns what the driver says about a failed connection into a sentence with a way out. */
final class ConnectionFailure {
    private ConnectionFailure() {}

    static NoUsableDatabase explain(DatabaseUrl url, SQLException exception) {
        String reason = byState(url, SqlState.of(exception))
                .or(() -> byCause(url, exception))
                .orElseGet(() -> other(exception));
        String message = "Cannot connect to " + url.address() + ": " + withoutPassword(url, reason);
        return switch (SqlState.of(exception)) {
            case SqlState.TOO_MANY_CONNECTIONS -> new NoConnectionLeft(message);
            case SqlState.NO_SUCH_DATABASE -> new NoSuchDatabase(message);
            default -> new NoUsableDatabase(message, isAbsent(exception));
        };
    }

    /** Nothing is there, or nothing that takes sessions at present: what libpq tries the next host for. */
    private static boolean isAbsent(SQLException exception) {
        return SqlState.of(exception).equals(SqlState.CANNOT_CONNECT_NOW)
                || caused(exception, UnknownHostException.class)
                || caused(exception, SocketTimeoutException.class)
                || caused(exception, NoRouteToHostException.class)
                || caused(exception, ConnectException.class)
                || says(exception, "timed out");
    }

    /** The same for a connection that broke while it was in use. */
    static NoUsableDatabase lost(DatabaseUrl url, SQLException exception) {
        return new NoUsableDatabase("The connection to " + url.address() + " was lost: "
                + withoutPassword(url, lastMessage(exception)) + ". See that the server runs, and try again.");
    }

    private static Optional<String> byState(DatabaseUrl url, String state) {
        return Optional.ofNullable(
                switch (state) {
                    case SqlState.WRONG_PASSWORD ->
                        "the server does not take the password of user " + url.user()
                                + ". Check user and password; in a URL, special characters are percent-encoded.";
                    case SqlState.INVALID_AUTHORIZATION ->
                        "the server does not let user " + url.user()
                                + " in. Check that the role exists and may log in, that pg_hba.conf allows this machine,"
                                + " that sslmode (now " + url.sslMode().text() + ") is what the server asks for, and"
                                + " that it asks for no client certificate other than that of sslcert.";
                    case SqlState.NO_SUCH_DATABASE ->
                        "there is no database " + url.database() + " on that server. Check the name.";
                    case SqlState.NO_PRIVILEGE ->
                        "user " + url.user() + " lacks the privilege CONNECT on that database. Grant it.";
                    case SqlState.TOO_MANY_CONNECTIONS ->
                        "all connections are taken. Close some, or raise the limit"
                                + " (max_connections, or CONNECTION LIMIT of role or database).";
                    case SqlState.NOT_AVAILABLE -> "the database accepts no connections at present.";
                    case SqlState.CANNOT_CONNECT_NOW ->
                        "the server is starting up, shutting down or recovering." + " Try again in a moment.";
                    default -> null;
                });
    }

    private static Optional<String> byCause(DatabaseUrl url, SQLException exception) {
        if (caused(exception, UnknownHostException.class)) {
            return Optional.of("no name server knows the host " + url.host() + ". Check the spelling.");
        }
        if (caused(exception, SocketTimeoutException.class) || says(exception, "timed out")) {
            return Optional.of("nothing answered within " + url.connectTimeout().toSeconds()
                    + " s. Check host, port and firewall, or raise connect_timeout.");
        }
        if (caused(exception, NoRouteToHostException.class)) {
            return Optional.of("no network leads to that host. Check host and firewall.");
        }
        if (caused(exception, ConnectException.class)) {
            return Optional.of("nothing listens there. Check host and port, and that the server runs.");
        }
        if (says(exception, "requireAuth")) {
            return Optional.of(
                    "the server asks for the password in clear, and it was not sent, since nothing proves who"
                            + " asks. Use sslmode=verify-full, or have the server store the password by scram-sha-256.");
        }
        return says(exception, "no password was provided")
                ? Optional.of("the server asks for a password, and none is given for user " + url.user() + ".")
                : TlsFailure.explain(url, exception);
    }

    private static String other(SQLException exception) {
        String state = SqlState.of(exception);
        return Objects.requireNonNullElse(exception.getMessage(), "no reason was given")
                + (state.isEmpty() ? "" : " (SQLSTATE " + state + ")");
    }

    static boolean caused(Throwable exception, Class<? extends Throwable> type) {
        return causes(exception).anyMatch(type::isInstance);
    }

    static boolean says(Throwable exception, String words) {
        return causes(exception)
                .anyMatch(cause ->
                        cause.getMessage() != null && cause.getMessage().contains(words));
    }

    static String lastMessage(Throwable exception) {
        return causes(exception)
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .reduce((first, second) -> second)
                .orElse("no reason was given");
    }

    private static Stream<Throwable> causes(Throwable exception) {
        // A chain of causes can bite its own tail; ten links are more than any driver makes.
        return Stream.iterate(exception, Objects::nonNull, Throwable::getCause).limit(10);
    }

    private static String withoutPassword(DatabaseUrl url, String text) {
        String password = url.password().reveal();
        return password.isEmpty() ? text : text.replace(password, "********");
    }
}
