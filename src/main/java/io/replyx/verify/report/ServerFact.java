package io.replyx.verify.report;

import io.replyx.verify.database.StandbyLag;
import java.util.Optional;

/**
 * The server that a run was made on.
 *
 * @param version its PostgreSQL version
 * @param pgvector the version of the extension, where it is installed
 * @param origin the image or binaries that it was started from, or the host that it runs on
 * @param systemIdentifier the cluster's own identifier, where the run may read it
 * @param standby what is known of it as a standby, where it is one
 */
public record ServerFact(
        String version,
        Optional<String> pgvector,
        String origin,
        Optional<String> systemIdentifier,
        Optional<Standby> standby) {

    /**
     * A server that follows a primary.
     *
     * @param lag how far it was behind when the run began
     * @param repeatedReads how many reads were made again, because it cancelled them
     */
    public record Standby(StandbyLag lag, int repeatedReads) {
        String describe() {
            return lag.describe()
                    + (repeatedReads == 0 ? "" : "; recovery cancelled " + repeatedReads + " reads, made again");
        }
    }
}
