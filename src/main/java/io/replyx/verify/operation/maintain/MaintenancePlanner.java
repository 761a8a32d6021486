package io.replyx.verify.operation.maintain;

import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.evidence.health.Bytes;
import io.replyx.verify.evidence.health.DiskSpace;
import io.replyx.verify.evidence.health.Maintainable;
import io.replyx.verify.evidence.health.VectorIndex;
import io.replyx.verify.migration.DatabaseVersion;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.settings.Refused;
import io.replyx.verify.settings.WrongUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what there is to maintain, and refuses what cannot end well. */
final class MaintenancePlanner {
    private static final String USUAL_TABLE = "public." + SchemaHistory.TABLE;

    private final ReadOnlyDatabase database;
    private final Subject subject;

    MaintenancePlanner(ReadOnlyDatabase database, Subject subject) {
        this.database = database;
        this.subject = subject;
    }

    MaintenancePlan plan(MaintenanceRequest request) {
        List<VectorIndex> vectors = database.read(VectorIndex::read);
        List<String> wanted = request.objects().isEmpty() ? ofContract(vectors) : request.objects();
        List<Maintainable> found = database.read(connection -> Maintainable.read(connection, wanted));
        requireAll(wanted, found);
        requirePrivileges(found);
        List<Step> steps = steps(request, found);
        String disk = requireSpace(request, steps);
        return new MaintenancePlan(
                database.address(),
                historyTable(),
                steps,
                disk,
                new Advisor(database, subject.contract()).advise(vectors),
                request);
    }

    private List<String> ofContract(List<VectorIndex> vectors) {
        Contract contract = subject.contract()
                .orElseThrow(() -> new WrongUse("There is no contract that says what to maintain: name tables and"
                        + " indexes, as in ./verify maintain public.documents"));
        Set<String> wanted = new TreeSet<>(contract.maintainedTables());
        Set<String> searched = new TreeSet<>(contract.maintainedTables());
        contract.searches().forEach(search -> searched.add(search.table()));
        vectors.stream().filter(index -> searched.contains(index.table())).forEach(index -> wanted.add(index.name()));
        return List.copyOf(wanted);
    }

    private String historyTable() {
        return database.read(connection -> DatabaseVersion.read(connection, subject.directory()))
                .history()
                .map(SchemaHistory::table)
                .orElse(USUAL_TABLE);
    }

    private void requireAll(List<String> wanted, List<Maintainable> found) {
        List<String> names = found.stream().map(Maintainable::name).toList();
        List<String> missing =
                wanted.stream().filter(name -> !names.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new Refused("There is no table or index " + String.join(", ", missing) + " in " + database.address()
                    + ". Names are qualified, as in public.users. Nothing was touched.");
        }
    }

    private void requirePrivileges(List<Maintainable> found) {
        List<String> closed = found.stream()
                .filter(each -> !each.allowed())
                .map(Maintainable::name)
                .toList();
        if (!closed.isEmpty()) {
            throw new Refused("Role " + database.role() + " may not maintain " + String.join(", ", closed)
                    + ": VACUUM would pass over it with a warning only. Use the role that owns it or, since PostgreSQL"
                    + " 17, GRANT MAINTAIN. Nothing was touched.");
        }
    }

    private static List<Step> steps(MaintenanceRequest request, List<Maintainable> found) {
        List<Step> steps = new ArrayList<>();
        for (Maintainable each : found) {
            if (!each.index() && request.only().filter(Work.REINDEX::equals).isEmpty()) {
                steps.add(new Step(request.only().orElse(Work.VACUUM), each.name(), each.bytes()));
            }
        }
        for (Maintainable each : found) {
            if (each.index() && request.only().orElse(Work.REINDEX) == Work.REINDEX) {
                steps.add(new Step(Work.REINDEX, each.name(), each.bytes()));
            }
        }
        return steps;
    }

    /** A build needs room for the new index beside the old one, one index after the other. */
    private String requireSpace(MaintenanceRequest request, List<Step> steps) {
        Optional<DiskSpace> disk =
                request.disk().isPresent() ? DiskSpace.of(request.disk().get()) : DiskSpace.of(database);
        if (request.disk().isPresent() && disk.isEmpty()) {
            throw new WrongUse("--disk " + request.disk().get() + ": there is no such path");
        }
        long most = steps.stream()
                .filter(step -> step.work() == Work.REINDEX)
                .mapToLong(Step::bytes)
                .max()
                .orElse(0);
        if (disk.isPresent() && disk.get().free() < 2 * most) {
            throw new Refused("The disk has " + Bytes.of(disk.get().free())
                    + " free, and the largest index to build anew"
                    + " has " + Bytes.of(most) + ": twice as much must be free, for the new index and what its build"
                    + " sorts. Nothing was touched.");
        }
        return disk.map(space -> Bytes.of(space.free()) + " free").orElse(DiskSpace.NOT_VISIBLE);
    }
}
