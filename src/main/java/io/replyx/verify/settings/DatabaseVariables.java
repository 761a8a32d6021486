package io.replyx.verify.settings;

import java.time.Duration;
import java.util.Optional;

/** Reads the variables that say which database is meant and how to connect to it, all of them before any is used. */
final class DatabaseVariables {
    private static final int MOST_CONNECTIONS = 1000;
    private static final int LONGEST_WAIT = 3600;
    private static final int LONGEST_LIFE = 86_400;

    private final Environment environment;

    DatabaseVariables(Environment environment) {
        this.environment = environment;
    }

    /**
     * The database, where one is named.
     *
     * @throws WrongUse when a variable holds what it must not, or two contradict each other
     */
    Optional<DatabaseTarget> target() {
        environment.text("ENV").map(value -> new Variable("ENV", value)).ifPresent(Variable::plain);
        PoolSettings pool = pool();
        DatabaseParts parts = DatabaseParts.of(environment);
        Optional<DatabaseHosts> url = hosts(Settings.DATABASE_URL);
        url.ifPresent(parts::requireAgreement);
        Optional<DatabaseHosts> hosts = url.or(() -> parts.database(sslMode()));
        if (url.isEmpty() && hosts.isPresent()) {
            // Set to nothing, it may be a secret that did not arrive.
            environment.variable(Settings.DATABASE_URL);
        }
        return hosts.map(found -> new DatabaseTarget(found, pool));
    }

    /** The database that a variable names, where it is set. */
    Optional<DatabaseHosts> hosts(String name) {
        Optional<Variable> sslMode = sslMode();
        return environment.text(name).map(text -> new UrlParser(name, sslMode).parse(text));
    }

    private Optional<Variable> sslMode() {
        Optional<Variable> sslMode = environment.variable("DB_SSL_MODE");
        sslMode.ifPresent(Variable::sslMode);
        return sslMode;
    }

    /**
     * How connections are kept.
     *
     * @throws WrongUse when a variable holds what it must not
     */
    PoolSettings pool() {
        PoolSettings usual = PoolSettings.standard();
        return new PoolSettings(
                number("DB_POOL_SIZE", 1, MOST_CONNECTIONS).orElse(usual.size()),
                number("DB_MAX_OVERFLOW", 0, MOST_CONNECTIONS).orElse(usual.overflow()),
                number("DB_POOL_TIMEOUT", 1, LONGEST_WAIT)
                        .map(Duration::ofSeconds)
                        .orElse(usual.patience()),
                number("DB_POOL_RECYCLE", 30, LONGEST_LIFE)
                        .map(Duration::ofSeconds)
                        .orElse(usual.recycle()),
                environment.variable("DB_ECHO").map(Variable::flag).orElse(usual.echo()));
    }

    private Optional<Integer> number(String name, int smallest, int largest) {
        return environment.variable(name).map(variable -> variable.number(smallest, largest));
    }
}
