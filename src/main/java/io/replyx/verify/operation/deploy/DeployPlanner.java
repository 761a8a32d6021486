package io.replyx.verify.operation.deploy;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.DirectSession;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.database.ServerFacts;
import io.replyx.verify.database.ServerFactsQuery;
import io.replyx.verify.evidence.Workbench;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.operation.Approved;
import io.replyx.verify.operation.DatabaseStatus;
import io.replyx.verify.operation.Meanwhile;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at a database and at the scripts, read-only, and plans a deployment or refuses it: the first step. */
final class DeployPlanner {
    private static final int OLDEST = 14;

    private final DatabaseUrl url;
    private final Subject subject;
    private final Approved approved;
    private final List<String> obstacles = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    DeployPlanner(DatabaseUrl url, Subject subject) {
        this.url = url;
        this.subject = subject;
        this.approved = new Approved(subject);
    }

    /** The plan, and what the step says of itself. */
    record Checked(DeployPlan plan, String outcome) {}

    Checked plan(ReadOnlyDatabase database, DeployRequest request) {
        DirectSession.require(url);
        ServerFacts server = database.read(connection -> ServerFactsQuery.read(connection, url.address()));
        requireVersion(server);
        DatabaseStatus status = DatabaseStatus.read(database, subject.directory());
        requirePrimary(status);
        Disk disk = Disk.look(database.read(Disk::databaseSize), request.disk());
        disk.obstacle().ifPresent(obstacles::add);
        List<Migration> pending = status.pending();
        String role = database.role();
        HistoryCheck history = new HistoryCheck(subject.directory(), status.history(), pending);
        obstacles.addAll(history.obstacles());
        Catalog catalog = database.read(new CatalogReader(Workbench.BOOKKEEPING)::readWithin);
        compare(catalog, status, pending);
        ExtensionCheck extensions = new ExtensionCheck(
                subject.directory().head().flatMap(head -> approved.of(Optional.of(head.version()))));
        database.read(connection -> {
            extensions.look(connection, contract(Contract::extensions));
            obstacles.addAll(new RoleCheck(subject, approved, server.major())
                    .obstacles(connection, role, status.history(), pending));
            return obstacles;
        });
        obstacles.addAll(extensions.obstacles());
        Meanwhile.requireNobody(
                url.address(), "it was first read", status.history(), database.read(SchemaHistory::read));
        refuse(Meanwhile.obstacles(status, obstacles));
        noteWaysBack(pending);
        DeployPlan plan = new DeployPlan(
                request,
                url.database(),
                url.address(),
                role,
                server,
                status.history(),
                catalog,
                pending,
                extensions.installs(),
                notes);
        return new Checked(
                plan,
                "PostgreSQL " + server.version() + " at " + url.address() + ", role " + role + ", "
                        + status.version().source() + ", " + disk.describe());
    }

    private <T> List<T> contract(java.util.function.Function<Contract, List<T>> entry) {
        return subject.contract().map(entry).orElse(List.of());
    }

    private void requireVersion(ServerFacts server) {
        int oldest = subject.contract()
                .map(contract -> Math.max(OLDEST, contract.postgresql().minimum()))
                .orElse(OLDEST);
        if (server.major() < oldest) {
            throw new Refused(url.address() + " is PostgreSQL " + server.version() + ", and it takes " + oldest
                    + " or newer. Nothing was touched.");
        }
    }

    private void requirePrimary(DatabaseStatus status) {
        status.requirePrimary();
        if (status.history().isEmpty() && status.alembic().isPresent()) {
            throw new Refused(url.address() + " is managed by Alembic: take it over with ./verify adopt first. Nothing"
                    + " was touched.");
        }
    }

    private void compare(Catalog catalog, DatabaseStatus status, List<Migration> pending) {
        Optional<Version> at = status.history().flatMap(SchemaHistory::current);
        String words = at.map(version -> "the approved catalog of version " + version)
                .orElse("a database before the first version");
        Ground ground = new Ground(subject, approved);
        Optional<CatalogDiff> found = ground.differences(catalog, at);
        if (found.isEmpty()) {
            notes.add("no catalog is approved for "
                    + at.map(version -> "version " + version).orElse("the first version")
                    + ", so that the database was not compared with one");
        } else if (!pending.isEmpty() && ground.isBegun(pending.get(0), catalog, found.get())) {
            notes.add("version " + pending.get(0).version() + " was begun before and did not come to its end:"
                    + " its script runs again from the top");
        } else if (!found.get().isEmpty()) {
            obstacles.add("the database differs from " + words + ", so that scripts would run on unknown ground:\n    "
                    + found.get().describe().replace("\n", "\n    ") + "\n  Put that right, or approve it"
                    + " (./verify status and ./verify production say more)");
        }
    }

    private void noteWaysBack(List<Migration> pending) {
        List<String> oneWay = pending.stream()
                .filter(migration -> !Retreat.hasWayBack(migration))
                .map(migration -> migration.version().toString())
                .toList();
        if (!oneWay.isEmpty()) {
            notes.add(
                    "not taken back by itself if a later step fails, since its undo is missing or loses data: version "
                            + String.join(", ", oneWay));
        }
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
