package io.replyx.verify.operation;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import java.util.List;
import java.util.Optional;

/**
 * What a rollback is going to do to a database: every check has passed, and nothing is touched yet.
 *
 * @param request what was asked
 * @param database the database's name, to be typed by whoever confirms
 * @param address host, port and database
 * @param role as whom the scripts will run
 * @param history Flyway's history as it was read
 * @param catalog the catalog as it was read
 * @param undos the versions to take back, the highest first; empty when there is nothing to do
 * @param accepted what differs from the approved catalog of the version that the database is at, and was accepted
 * @param notes what whoever confirms should know
 */
public record RollbackPlan(
        RollbackRequest request,
        String database,
        String address,
        String role,
        SchemaHistory history,
        Catalog catalog,
        List<PlannedUndo> undos,
        CatalogDiff accepted,
        List<String> notes) {

    public RollbackPlan {
        undos = List.copyOf(undos);
        notes = List.copyOf(notes);
    }

    /** The version that the database is at; empty before the first. */
    public Optional<Version> from() {
        return history.current();
    }

    /** The version that will be the last in place; empty when none will be. */
    public Optional<Version> to() {
        return undos.isEmpty() ? from() : undos.get(undos.size() - 1).below();
    }

    /** Whether there is nothing to undo. */
    public boolean isEmpty() {
        return undos.isEmpty();
    }

    /** Whether data is lost, or may be. */
    public boolean losesData() {
        return undos.stream().anyMatch(PlannedUndo::losesData);
    }
}
