package io.replyx.verify.settings;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes a URL apart; what it says about a wrong one never shows a part that could belong to the password. */
final class UrlParser {
    private static final int LONGEST = 8 * 1024;
    private static final int LONGEST_NAME = 63;
    private static final Pattern SCHEME = Pattern.compile("postgres(ql)?://.*");
    private static final Pattern HOST_PARAMETER = Pattern.compile(".*[?&]host(addr)?=.*");

    private final String name;
    private final Optional<Variable> sslMode;
    private final UrlError error;

    /**
     * @param name the variable that the URL comes from
     * @param sslMode the variable that says how far the connection is protected, beside the URL
     */
    UrlParser(String name, Optional<Variable> sslMode) {
        this.name = name;
        this.sslMode = sslMode;
        this.error = new UrlError(name);
    }

    DatabaseHosts parse(String text) {
        checkText(text);
        String rest = text.substring(text.indexOf("://") + 3);
        int questionMark = rest.indexOf('?');
        String location = questionMark < 0 ? rest : rest.substring(0, questionMark);
        int slash = location.indexOf('/');
        String authority = slash < 0 ? location : location.substring(0, slash);
        int at = authority.indexOf('@');
        if (rest.indexOf('@', at + 1) >= 0 && at >= 0) {
            throw error.shape("has more than one @");
        }
        if (at < 0) {
            throw HOST_PARAMETER.matcher(rest).matches()
                    ? error.other("names its host by a parameter, as for a Unix socket. Name a host that listens on"
                            + " TCP, between user and database: " + UrlError.SHAPE + ".")
                    : error.shape("has no user");
        }
        if (slash < 0 || slash == location.length() - 1) {
            throw error.shape("names no database");
        }
        UrlParameters parameters = UrlParameters.parse(name, questionMark < 0 ? "" : rest.substring(questionMark + 1));
        return assemble(
                authority.substring(0, at), authority.substring(at + 1), location.substring(slash + 1), parameters);
    }

    private DatabaseHosts assemble(String userInfo, String hosts, String path, UrlParameters parameters) {
        int colon = userInfo.indexOf(':');
        String user = decode("user", colon < 0 ? userInfo : userInfo.substring(0, colon));
        String password = decode("password", colon < 0 ? "" : userInfo.substring(colon + 1));
        if (path.indexOf('/') >= 0) {
            throw error.shape("has more than a database after the host");
        }
        String database = identifier("database", decode("database", path));
        identifier("user", user);
        TlsParameters tls = TlsParameters.of(parameters, sslMode);
        return new DatabaseHosts(
                new UrlHosts(error)
                        .parse(hosts).stream()
                                .map(host -> new DatabaseUrl(
                                        host.name(),
                                        host.port(),
                                        database,
                                        user,
                                        Secret.of(password),
                                        tls.mode(),
                                        tls.rootCertificate(),
                                        tls.clientCertificate(),
                                        parameters.connectTimeout(),
                                        parameters.applicationName()))
                                .toList(),
                parameters.targetSession());
    }

    private void checkText(String text) {
        if (text.length() > LONGEST) {
            throw error.other("is longer than " + LONGEST + " characters. Write " + UrlError.SHAPE + ".");
        }
        if (text.isBlank()) {
            throw error.other("is empty. Write " + UrlError.SHAPE + ".");
        }
        if (PercentEncoding.hasControl(text)) {
            throw error.other("holds a control character, such as a line break. Write it on one line.");
        }
        if (!text.strip().equals(text)) {
            throw error.other("begins or ends with white space. Take it away.");
        }
        if (text.startsWith("jdbc:")) {
            throw error.other("is a JDBC URL. Write " + UrlError.SHAPE + ", without jdbc: in front.");
        }
        if (!SCHEME.matcher(text).matches()) {
            throw error.other(
                    "does not begin with postgresql:// or postgres://, in lower case. Write " + UrlError.SHAPE + ".");
        }
        if (text.indexOf('#') >= 0) {
            throw error.shape("holds a #, which would begin a fragment");
        }
    }

    private String identifier(String part, String text) {
        if (text.isEmpty()) {
            throw error.shape("names no " + part);
        }
        if (isTooLong(text)) {
            throw error.shape(
                    "has a " + part + " of more than " + LONGEST_NAME + " bytes, which PostgreSQL would cut short");
        }
        return text;
    }

    static boolean isTooLong(String identifier) {
        return identifier.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME;
    }

    private String decode(String part, String text) {
        return PercentEncoding.decode(text)
                .orElseThrow(
                        () -> error.shape("has a wrong percent escape in the " + part + "; a % itself is written %25"));
    }
}
