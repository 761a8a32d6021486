package io.replyx.verify.operation;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.DirectSession;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.evidence.Workbench;
import io.replyx.verify.migration.AlembicHistory;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks at a database and at the scripts, read-only, and plans a rollback or refuses it. */
final class RollbackPlanner {
    private static final CatalogDiff NOTHING = new CatalogDiff(List.of());

    private final DatabaseUrl url;
    private final Subject subject;
    private final Approved approved;
    private final Consumer<String> progress;

    RollbackPlanner(DatabaseUrl url, Subject subject, Consumer<String> progress) {
        this.url = url;
        this.subject = subject;
        this.approved = new Approved(subject);
        this.progress = progress;
    }

    RollbackPlan plan(ReadOnlyDatabase database, RollbackRequest request) {
        DirectSession.require(url);
        DatabaseStatus status = DatabaseStatus.read(database, subject.directory());
        status.requirePrimary();
        SchemaHistory history = status.history().orElseThrow(() -> noHistory(status));
        progress.accept("the database is at: " + status.version().source());
        ScriptChecks checks = new ScriptChecks(subject.directory(), history);
        List<String> obstacles = new ArrayList<>(checks.ofHistory());
        refuse(obstacles);
        Destination destination = Destination.of(request.to(), subject.directory(), history);
        List<Migration> above = destination.above();
        obstacles.addAll(checks.of(above));
        if (above.isEmpty()) {
            return nothing(database, request, history);
        }
        Catalog catalog = database.read(new CatalogReader(Workbench.BOOKKEEPING)::readWithin);
        Meanwhile.requireNobody(
                url.address(), "it was first read", status.history(), database.read(SchemaHistory::read));
        return plan(database, request, status, catalog, destination, obstacles);
    }

    private Refused noHistory(DatabaseStatus status) {
        return new Refused(url.address() + " has no " + SchemaHistory.TABLE
                + " and no other table of its form, so that nobody knows what it has had. "
                + status.alembic()
                        .map(AlembicHistory::revisions)
                        .map(revisions -> "Alembic manages it (revision " + String.join(", ", revisions)
                                + "): take it over with ./verify adopt first.")
                        .orElse("See that DATABASE_URL names the right database.")
                + " Nothing was touched.");
    }

    private RollbackPlan nothing(ReadOnlyDatabase database, RollbackRequest request, SchemaHistory history) {
        return new RollbackPlan(
                request,
                url.database(),
                url.address(),
                role(database),
                history,
                Catalog.of(List.of()),
                List.of(),
                NOTHING,
                List.of());
    }

    private RollbackPlan plan(
            ReadOnlyDatabase database,
            RollbackRequest request,
            DatabaseStatus status,
            Catalog catalog,
            Destination destination,
            List<String> obstacles) {
        SchemaHistory history = status.history().orElseThrow();
        List<Migration> above = destination.above();
        String role = role(database);
        List<String> notes = new ArrayList<>();
        Drift drift = Drift.of(catalog, above.get(0).version(), approved);
        boolean begun = drift.isBegunUndo(above.get(0), destination.below(above.get(0)), catalog, approved);
        CatalogDiff accepted = request.acceptDrift() && !begun ? drift.differences() : NOTHING;
        if (begun) {
            notes.add("an undo of version " + above.get(0).version()
                    + " was begun before and did not come to its end: it is completed");
        } else {
            notes.addAll(drift.notes(request.acceptDrift()));
            obstacles.addAll(drift.obstacles(request.acceptDrift()));
        }
        List<CatalogDiff> changes = above.stream()
                .flatMap(migration -> change(migration, destination.below(migration)).stream())
                .toList();
        obstacles.addAll(database.read(connection ->
                PrivilegeChecks.obstacles(connection, role, PrivilegeChecks.relations(changes), history)));
        refuse(Meanwhile.obstacles(status, obstacles));
        progress.accept("counting what is lost");
        LossCount count = new LossCount(database, catalog);
        List<PlannedUndo> undos = above.stream()
                .map(migration -> undo(migration, destination.below(migration), count, notes))
                .toList();
        return new RollbackPlan(request, url.database(), url.address(), role, history, catalog, undos, accepted, notes);
    }

    private PlannedUndo undo(Migration migration, Optional<Version> below, LossCount count, List<String> notes) {
        if (approved.of(below).isEmpty()) {
            notes.add("version " + migration.version() + ": no catalog is approved for "
                    + below.map(version -> "version " + version).orElse("the database before the first version")
                    + ", so that its undo cannot be proved by one");
        }
        return new PlannedUndo(migration, below, count.of(migration.undo().orElseThrow(), change(migration, below)));
    }

    /** What the undo of a version takes away from one approved catalog to come to the other. */
    private Optional<CatalogDiff> change(Migration migration, Optional<Version> below) {
        Optional<Catalog> above = approved.of(Optional.of(migration.version()));
        Optional<Catalog> want = approved.of(below);
        return above.isPresent() && want.isPresent()
                ? Optional.of(CatalogDiff.between(above.get(), want.get()))
                : Optional.empty();
    }

    private static String role(ReadOnlyDatabase database) {
        return database.read(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("select current_user")) {
                row.next();
                return row.getString(1);
            }
        });
    }

    private static void refuse(List<String> obstacles) {
        if (obstacles.size() == 1) {
            throw new Refused("Refused, nothing was touched: " + obstacles.get(0) + ".");
        }
        if (!obstacles.isEmpty()) {
            throw new Refused("Refused, nothing was touched:\n- " + String.join("\n- ", obstacles));
        }
    }
}
