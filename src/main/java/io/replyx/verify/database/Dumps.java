package io.replyx.verify.database;

import java.util.Optional;

/** What pg_dump and pg_restore do with the databases of one server. */
interface Dumps {
    /**
     * A digest of what pg_dump writes of a database; empty where there is no such program at hand.
     *
     * @param like the digest that it may be equal to, or nothing: where the schemas differ already, no rows are dumped
     */
    Optional<String> digest(String database, String like);

    /**
     * An archive of a database.
     *
     * @throws NoUsableDatabase when there are no programs that fit the server
     * @throws ToolFailed when the dump does not come to its end
     */
    ServerArchive archive(String database);
}
