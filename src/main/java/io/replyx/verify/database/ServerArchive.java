package io.replyx.verify.database;

/** An archive of one database of a server, until it is closed. */
public interface ServerArchive extends AutoCloseable {
    /**
     * Restore all of it into an empty database, as a superuser; the first error ends it.
     *
     * @throws ToolFailed when it does not come to its end
     */
    void restoreInto(String database);

    @Override
    void close();
}
