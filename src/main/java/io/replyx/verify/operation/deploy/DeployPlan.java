package io.replyx.verify.operation.deploy;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.database.ServerFacts;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import java.util.List;
import java.util.Optional;

/**
 * What a deployment is going to do to a database: every check has passed, and nothing is touched yet.
 *
 * @param request what was asked
 * @param database the database's name, to be typed by whoever confirms
 * @param address host, port and database
 * @param role as whom the scripts will run
 * @param server what is known of the server
 * @param history Flyway's history as it was read; empty where there is none yet
 * @param catalog the catalog as it was read
 * @param pending the versions to apply, in their order
 * @param installs statements that install extensions
 * @param notes what whoever confirms should know
 */
public record DeployPlan(
        DeployRequest request,
        String database,
        String address,
        String role,
        ServerFacts server,
        Optional<SchemaHistory> history,
        Catalog catalog,
        List<Migration> pending,
        List<Install> installs,
        List<String> notes) {
    public DeployPlan {
        pending = List.copyOf(pending);
        installs = List.copyOf(installs);
        notes = List.copyOf(notes);
    }

    /**
     * An extension that is missing.
     *
     * @param extension its name
     * @param version the version that the server has
     * @param statement what installs it
     */
    public record Install(String extension, String version, String statement) {}

    /** What interrupted builds left INVALID, and is dropped before the versions that build it are applied. */
    public List<Leftover> leftovers() {
        return Leftover.among(catalog, pending);
    }

    /** The version that the database is at; empty before the first. */
    public Optional<Version> from() {
        return history.flatMap(SchemaHistory::current);
    }

    /** The version that it will be at; empty before the first. */
    public Optional<Version> to() {
        return pending.isEmpty()
                ? from()
                : Optional.of(pending.get(pending.size() - 1).version());
    }

    /** Whether there is nothing to apply and nothing to install. */
    public boolean isEmpty() {
        return pending.isEmpty() && installs.isEmpty();
    }
}
