package io.replyx.verify.operation.backup;

import io.replyx.verify.archive.Contents;
import java.time.Instant;

/**
 * What a backup is said to hold, written when it was taken.
 *
 * @param format the version of this form
 * @param archive the file that it is about
 * @param source where it was taken
 * @param tool what took it
 * @param startedAt when it was begun: the moment that the backup shows
 * @param endedAt when it was complete
 * @param contents what is in it
 * @param seal a digest of all of this
 */
public record Manifest(
        int format,
        Archive archive,
        Source source,
        String tool,
        String startedAt,
        String endedAt,
        Contents contents,
        String seal) {
    static final int FORMAT = 1;

    /**
     * The archive.
     *
     * @param file its name
     * @param sha256 its digest
     * @param bytes its size
     */
    public record Archive(String file, String sha256, long bytes) {}

    /**
     * The database that it was taken of.
     *
     * @param database its name
     * @param server the server's version
     * @param systemIdentifier the cluster's own number, empty where the role may not read it
     * @param address host, port and database
     */
    public record Source(String database, String server, String systemIdentifier, String address) {}

    /** The moment that the backup shows. */
    public Instant moment() {
        return Instant.parse(startedAt);
    }

    Manifest sealed(String digest) {
        return new Manifest(format, archive, source, tool, startedAt, endedAt, contents, digest);
    }
}
