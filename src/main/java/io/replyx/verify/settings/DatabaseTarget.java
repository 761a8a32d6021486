package io.replyx.verify.settings;

/**
 * The database that a command works on.
 *
 * @param hosts where it is
 * @param pool how connections to it are kept
 */
public record DatabaseTarget(DatabaseHosts hosts, PoolSettings pool) {

    /** A database on one host, over one connection. */
    public static DatabaseTarget of(DatabaseUrl url) {
        return new DatabaseTarget(DatabaseHosts.of(url), PoolSettings.single());
    }

    /** The same database, preferably on a standby. */
    public DatabaseTarget preferringStandby() {
        return new DatabaseTarget(hosts.preferringStandby(), pool);
    }

    /** The password, wherever the database is. */
    public Secret password() {
        return hosts.first().password();
    }
}
