package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import java.util.Optional;

/** A PostgreSQL server that rehearsals may do anything to. */
public interface Server extends AutoCloseable {
    /** Where it came from, as a person would say it. */
    String origin();

    /** The database postgres as a superuser. */
    DatabaseUrl adminUrl();

    /** What is on it: versions and identity. */
    ServerFacts facts();

    /** Whether the whole server vanishes when it is closed; otherwise whatever is made on it must be taken away. */
    boolean vanishes();

    /**
     * A digest of what pg_dump writes of a database, schema and rows, without the history of its versions; empty where
     * it does not come to its end.
     *
     * @throws NoUsableDatabase when there is no such program that fits the server
     */
    Optional<String> dumpDigest(String database);

    /**
     * An archive of a database, made by pg_dump.
     *
     * @throws NoUsableDatabase when there are no programs that fit the server
     * @throws ToolFailed when the dump does not come to its end
     */
    ServerArchive archive(String database);

    @Override
    void close();
}
