package io.replyx.verify.database;

import java.util.Optional;

/** What pg_dump and pg_restore do with the databases of one server. */
interface Dumps {
    /**
     * A digest of what pg_dump writes of a database; empty where there is no such program at hand.
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
