package io.replyx.verify.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The variables that name a database in parts. Their values are meant as they stand, nothing is percent-encoded. */
final class DatabaseParts {
    static final List<String> NAMES = List.of("DB_HOST", "DB_PORT", "DB_NAME", "DB_USER", "DB_PASSWORD");
    private static final List<String> NEEDED = List.of("DB_HOST", "DB_NAME", "DB_USER");

    private final Map<String, String> values = new LinkedHashMap<>();

    private DatabaseParts() {}

    static DatabaseParts of(Environment environment) {
        var parts = new DatabaseParts();
        for (String name : NAMES) {
            environment.variable(name).ifPresent(variable -> parts.values.put(name, checked(variable)));
        }
        return parts;
    }

    private static String checked(Variable variable) {
        return switch (variable.name()) {
            case "DB_PASSWORD" -> variable.value();
            case "DB_PORT" -> Integer.toString(variable.number(1, UrlHosts.LARGEST_PORT));
            case "DB_HOST" -> host(variable);
            default -> identifier(variable);
        };
    }

    private static String host(Variable variable) {
        String host = variable.plain();
        if (UrlHosts.isSocket(host)) {
            throw new WrongUse(variable.name() + " names a Unix socket. Name a host that listens on TCP.");
        }
        if (!UrlHosts.isName(host) && !Ipv6.isAddress(host)) {
            throw new WrongUse(variable.name() + " is no host name and no address. Several hosts are named in"
                    + " DATABASE_URL only.");
        }
        return host;
    }

    private static String identifier(Variable variable) {
        if (UrlParser.isTooLong(variable.value())) {
            throw new WrongUse(variable.name() + " is longer than a name in PostgreSQL can be, 63 bytes.");
        }
        return variable.value();
    }

    /**
     * The database that the parts name, where any of them is set.
     *
     * @throws WrongUse when a part is missing without which there is no database
     */
    Optional<DatabaseHosts> database(Optional<Variable> sslMode) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        for (String name : NEEDED) {
            if (!values.containsKey(name)) {
                throw new WrongUse(name + " is not set, although " + String.join(", ", values.keySet())
                        + (values.size() == 1 ? " is" : " are") + ": set DB_HOST, DB_NAME and DB_USER, or DATABASE_URL"
                        + " instead.");
            }
        }
        return Optional.of(DatabaseHosts.of(new DatabaseUrl(
                part("DB_HOST"),
                port(),
                part("DB_NAME"),
                part("DB_USER"),
                Secret.of(part("DB_PASSWORD")),
                sslMode.map(Variable::sslMode).orElse(SslMode.PREFER),
                Optional.empty(),
                Optional.empty(),
                DatabaseUrl.DEFAULT_CONNECT_TIMEOUT,
                DatabaseUrl.DEFAULT_APPLICATION_NAME)));
    }

    /**
     * See that no part says something else than a URL.
     *
     * @throws WrongUse when one does
     */
    void requireAgreement(DatabaseHosts hosts) {
        agree("DB_HOST", hosts, DatabaseUrl::host);
        agree("DB_PORT", hosts, url -> Integer.toString(url.port()));
        agree("DB_NAME", hosts, DatabaseUrl::database);
        agree("DB_USER", hosts, DatabaseUrl::user);
        agree("DB_PASSWORD", hosts, url -> url.password().reveal());
    }

    private void agree(String name, DatabaseHosts hosts, Function<DatabaseUrl, String> said) {
        boolean same = hosts.each().stream()
                .allMatch(url -> said.apply(url).equals(values.getOrDefault(name, said.apply(url))));
        if (!same) {
            throw new WrongUse(name + " says something else than DATABASE_URL. Unset one of them: which of two"
                    + " databases is meant is not to be guessed.");
        }
    }

    private int port() {
        return values.containsKey("DB_PORT") ? Integer.parseInt(part("DB_PORT")) : DatabaseUrl.DEFAULT_PORT;
    }

    private String part(String name) {
        return Optional.ofNullable(values.get(name)).orElse("");
    }
}
