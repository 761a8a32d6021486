package io.replyx.verify.settings;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Takes a URL apart; what it says about a wrong one never shows a part that could belong to the password. */
final class UrlParser {
    private static final int LONGEST = 8 * 1024;
    private static final int LONGEST_NAME = 63;
    private static final String SHAPE = "postgresql://user:password@host:5432/database";
    private static final Pattern SCHEME = Pattern.compile("postgres(ql)?://.*");
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_.])?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,5}");

    private final String name;

    UrlParser(String name) {
        this.name = name;
    }

    DatabaseUrl parse(String text) {
        checkText(text);
        String rest = text.substring(text.indexOf("://") + 3);
        int questionMark = rest.indexOf('?');
        String location = questionMark < 0 ? rest : rest.substring(0, questionMark);
        int slash = location.indexOf('/');
        String authority = slash < 0 ? location : location.substring(0, slash);
        int at = authority.indexOf('@');
        if (at < 0 || rest.indexOf('@', at + 1) >= 0) {
            throw at < 0 ? wrong("has no user") : wrong("has more than one @");
        }
        if (slash < 0 || slash == location.length() - 1) {
            throw wrong("names no database");
        }
        UrlParameters parameters = UrlParameters.parse(name, questionMark < 0 ? "" : rest.substring(questionMark + 1));
        return assemble(
                authority.substring(0, at), authority.substring(at + 1), location.substring(slash + 1), parameters);
    }

    private DatabaseUrl assemble(String userInfo, String hostAndPort, String path, UrlParameters parameters) {
        int colon = userInfo.indexOf(':');
        String user = decode("user", colon < 0 ? userInfo : userInfo.substring(0, colon));
        String password = decode("password", colon < 0 ? "" : userInfo.substring(colon + 1));
        if (path.indexOf('/') >= 0) {
            throw wrong("has more than a database after the host");
        }
        int portColon = hostAndPort.startsWith("[") ? hostAndPort.indexOf("]:") + 1 : hostAndPort.indexOf(':');
        boolean withPort = portColon > 0;
        return new DatabaseUrl(
                host(withPort ? hostAndPort.substring(0, portColon) : hostAndPort),
                withPort ? port(hostAndPort.substring(portColon + 1)) : DatabaseUrl.DEFAULT_PORT,
                identifier("database", decode("database", path)),
                identifier("user", user),
                Secret.of(password),
                parameters.sslMode(),
                parameters.sslRootCert(),
                parameters.connectTimeout(),
                parameters.applicationName());
    }

    private void checkText(String text) {
        if (text.length() > LONGEST) {
            throw new WrongUse(name + " is longer than " + LONGEST + " characters. Write " + SHAPE + ".");
        }
        if (text.isBlank()) {
            throw new WrongUse(name + " is empty. Write " + SHAPE + ".");
        }
        if (PercentEncoding.hasControl(text)) {
            throw new WrongUse(name + " holds a control character, such as a line break. Write it on one line.");
        }
        if (!text.strip().equals(text)) {
            throw new WrongUse(name + " begins or ends with white space. Take it away.");
        }
        if (text.startsWith("jdbc:")) {
            throw new WrongUse(name + " is a JDBC URL. Write " + SHAPE + ", without jdbc: in front.");
        }
        if (!SCHEME.matcher(text).matches()) {
            throw new WrongUse(name + " does not begin with postgresql:// or postgres://. Write " + SHAPE + ".");
        }
        if (text.indexOf('#') >= 0) {
            throw wrong("holds a #, which would begin a fragment");
        }
    }

    private String host(String text) {
        if (text.indexOf(',') >= 0) {
            throw new WrongUse(name + " names several hosts. Name the one to connect to.");
        }
        if (text.startsWith("[")) {
            return ipv6(text);
        }
        String host = decode("host", text);
        if (host.startsWith("/") || host.startsWith("@")) {
            throw new WrongUse(name + " names a Unix socket. Name a host that listens on TCP.");
        }
        if (host.isEmpty()) {
            throw wrong("names no host");
        }
        if (!HOST_NAME.matcher(host).matches()) {
            throw wrong("has a host that is no host name and no address; an IPv6 address stands in brackets");
        }
        return host;
    }

    private String ipv6(String text) {
        if (!text.endsWith("]") || !Ipv6.isAddress(text.substring(1, text.length() - 1))) {
            throw wrong("has something in brackets that is no IPv6 address, as in [::1]");
        }
        return text.substring(1, text.length() - 1);
    }

    private int port(String text) {
        int port = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            throw wrong("has a port that is no number from 1 to 65535, or a colon too many");
        }
        return port;
    }

    private String identifier(String part, String text) {
        if (text.isEmpty()) {
            throw wrong("names no " + part);
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw wrong("has a " + part + " of more than " + LONGEST_NAME + " bytes, which PostgreSQL would cut short");
        }
        return text;
    }

    private String decode(String part, String text) {
        return PercentEncoding.decode(text)
                .orElseThrow(() -> wrong("has a wrong percent escape in the " + part + "; a % itself is written %25"));
    }

    private WrongUse wrong(String what) {
        return new WrongUse(name + " " + what + ". Write " + SHAPE
                + ", with @ : / ? # [ ] % and blanks in user or password percent-encoded (@ as %40, / as %2F).");
    }
}
