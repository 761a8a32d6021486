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
        Optional<Variable> sslMode = environment.variable("DB_SSL_MODE");
        sslMode.ifPresent(Variable::sslMode);
        DatabaseParts parts = DatabaseParts.of(environment);
        Optional<DatabaseHosts> url = environment
                .text(Settings.DATABASE_URL)
                .map(text -> new UrlParser(Settings.DATABASE_URL, sslMode).parse(text));
        url.ifPresent(parts::requireAgreement);
        return url.or(() -> parts.database(sslMode)).map(hosts -> new DatabaseTarget(hosts, pool));
    }

    private PoolSettings pool() {
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
