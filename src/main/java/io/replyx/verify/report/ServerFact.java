package io.replyx.verify.report;

import java.util.Optional;

/**
 * The server that a run was made on.
 *
 * @param version its PostgreSQL version
 * @param pgvector the version of the extension, where it is installed
 * @param origin the image or binaries that it was started from, or the host that it runs on
 * @param systemIdentifier the cluster's own identifier, where the run may read it
 */
public record ServerFact(String version, Optional<String> pgvector, String origin, Optional<String> systemIdentifier) {}
