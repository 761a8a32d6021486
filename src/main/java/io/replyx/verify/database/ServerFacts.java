package io.replyx.verify.database;

import java.util.Optional;

/**
 * What is known of a server.
 *
 * @param version PostgreSQL's version, as in 18.6
 * @param major its first number
 * @param pgvector the version of pgvector that CREATE EXTENSION would install, where it is available
 * @param origin where the server came from, or its address
 * @param systemIdentifier the cluster's own number, where the role may read it
 * @param standby how far it is behind its primary; empty for a primary
 */
public record ServerFacts(
        String version,
        int major,
        Optional<String> pgvector,
        String origin,
        Optional<String> systemIdentifier,
        Optional<StandbyLag> standby) {

    /** Where the server came from, or its address, and whether it is a standby. */
    public String place() {
        return origin + standby.map(lag -> ", a standby, " + lag.describe()).orElse("");
    }
}
