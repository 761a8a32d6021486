package io.replyx.verify.database;

import java.util.Optional;

/** What pg_dump and pg_restore do with the databases of one server. */
interface Dumps {
    /** The history of versions tells when each was deployed. */
    String HISTORY = "*.flyway_schema_history";

    /**
     * A digest of what pg_dump writes of a database without that history; empty where it does not come to its end.
     *
     * @throws NoUsableDatabase when there is no such program that fits the server
     */
    Optional<String> digest(String database);

    /**
     * An archive of a database.
     *
     * @throws NoUsableDatabase when there are no programs that fit the server
     * @throws ToolFailed when the dump does not come to its end
     */
    ServerArchive archive(String database);
}
