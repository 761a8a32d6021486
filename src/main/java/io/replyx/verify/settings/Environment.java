package io.replyx.verify.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The variables that a run may read; nothing else looks at the process's environment.
 *
 * @param variables name and value
 * @param home the folder in which the standard subject stands
 */
public record Environment(Map<String, String> variables, Path home) {

    /** The environment of this process. */
    public static Environment ofProcess() {
        return new Environment(System.getenv(), Path.of(System.getProperty("verify.home", "")));
    }

    /** A variable that is set to something. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /**
     * A variable that is set, if only to nothing.
     *
     * @throws WrongUse when it is set to nothing
     */
    Optional<Variable> variable(String name) {
        return Optional.ofNullable(variables.get(name)).map(value -> new Variable(name, value));
    }

    /**
     * The database that DATABASE_URL names, or DB_HOST and its kin.
     *
     * @throws WrongUse when a variable holds what it must not, or two contradict each other
     */
    public Optional<DatabaseTarget> database() {
        return new DatabaseVariables(this).target();
    }

    /**
     * A variable that holds the URL of a database as DATABASE_URL does, to which DB_SSL_MODE applies as well.
     *
     * @throws WrongUse when it is set and no URL, or contradicts DB_SSL_MODE
     */
    Optional<DatabaseHosts> hosts(String name) {
        return new DatabaseVariables(this).hosts(name);
    }

    /**
     * How connections are kept, by DB_POOL_SIZE and its kin and DB_ECHO.
     *
     * @throws WrongUse when one of them holds what it must not
     */
    PoolSettings pool() {
        return new DatabaseVariables(this).pool();
    }

    /**
     * A variable that holds the address of a database.
     *
     * @throws WrongUse when it is set and no address
     */
    public Optional<DatabaseUrl> url(String name) {
        return text(name).map(value -> DatabaseUrl.parse(name, value));
    }
}
