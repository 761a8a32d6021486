package io.replyx.verify.evidence;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.PrivilegeScope;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.evidence.use.Use;
import io.replyx.verify.evidence.use.UseProbe;
import io.replyx.verify.migration.AlembicHistory;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.Notices;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.apply.Migrator;
import io.replyx.verify.migration.lint.ForbiddenStatements;
import io.replyx.verify.migration.undo.Undo;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The single steps that a rehearsal is made of, each with its time taken. */
public final class Workbench {
    /** Tables that record what a database has had; neither schema nor data of the subject. */
    public static final Set<String> BOOKKEEPING = Set.of(SchemaHistory.TABLE, AlembicHistory.TABLE);

    private static final Pattern EXTENSION = Pattern.compile("(?i)\\b(create|alter|drop)\\s+extension\\b");

    private final RehearsalDatabases databases;
    private final MigrationDirectory directory;
    private final FixtureRows fixtures;
    private final PhaseClock clock;
    private final boolean readsLocks;
    private final KnownCatalogs catalogs = new KnownCatalogs();

    /** Work on databases of one server with the scripts and rows of one subject. */
    public Workbench(
            RehearsalDatabases databases, MigrationDirectory directory, FixtureRows fixtures, PhaseClock clock) {
        this(databases, directory, fixtures, clock, false);
    }

    /**
     * Work on databases of one server with the scripts and rows of one subject.
     *
     * @param readsLocks whether the locks of every version and its undo are read as well
     */
    public Workbench(
            RehearsalDatabases databases,
            MigrationDirectory directory,
            FixtureRows fixtures,
            PhaseClock clock,
            boolean readsLocks) {
        this.databases = databases;
        this.directory = directory;
        this.fixtures = fixtures;
        this.clock = clock;
        this.readsLocks = readsLocks;
    }

    /** A database without anything in it. */
    public DisposableDatabase empty() throws SQLException {
        return clock.time("create databases", () -> databases.create("empty"));
    }

    /** A copy of a database, rows and settings included. */
    public DisposableDatabase clone(DisposableDatabase template, String purpose) throws SQLException {
        return clock.time("create databases", () -> databases.clone(template, purpose));
    }

    /** Apply a version, and tell why it failed where it did. */
    public Optional<ScriptFailure> apply(DisposableDatabase database, Migration migration) throws SQLException {
        return apply(database, migration, new Notices());
    }

    Optional<ScriptFailure> apply(DisposableDatabase database, Migration migration, Notices notices)
            throws SQLException {
        Optional<ScriptFailure> refusal = refusal(List.of(migration));
        if (refusal.isPresent()) {
            return refusal;
        }
        Migrator migrator = new Migrator(directory.versioned(), notices.on(database.dataSource()));
        return clock.time(
                "apply versions", () -> privileged(migration.apply(), () -> migrator.applyUpTo(migration.version())));
    }

    /** Take a version back, and tell why its undo failed where it did. */
    public Optional<ScriptFailure> undo(DisposableDatabase database, Migration migration) throws SQLException {
        return undo(database, migration, new Notices());
    }

    Optional<ScriptFailure> undo(DisposableDatabase database, Migration migration, Notices notices)
            throws SQLException {
        Script script = migration.undo().orElseThrow();
        Optional<ScriptFailure> refusal =
                ForbiddenStatements.inUndo(script).stream().findFirst().map(forbidden -> forbidden.refusal(script));
        if (refusal.isPresent()) {
            return refusal;
        }
        return clock.time(
                "undo versions",
                () -> privileged(script, () -> {
                    try (Connection connection = database.open()) {
                        return new Undo(notices.on(connection)).run(migration);
                    }
                }));
    }

    /** Apply versions one after the other, as few at a time as their privileges ask for. */
    Optional<ScriptFailure> applyAll(DisposableDatabase database, List<Migration> migrations) throws SQLException {
        Optional<ScriptFailure> refusal = refusal(migrations);
        if (refusal.isPresent()) {
            return refusal;
        }
        for (int i = 0; i < migrations.size(); i++) {
            boolean last = i == migrations.size() - 1;
            if (last || needsSuperuser(migrations.get(i)) != needsSuperuser(migrations.get(i + 1))) {
                Optional<ScriptFailure> failure = apply(database, migrations.get(i));
                if (failure.isPresent()) {
                    return failure;
                }
            }
        }
        return Optional.empty();
    }

    /** A script that could leave half of itself behind, whatever is reported of it, is not run at all. */
    private static Optional<ScriptFailure> refusal(List<Migration> migrations) {
        return migrations.stream()
                .map(Migration::apply)
                .flatMap(script ->
                        ForbiddenStatements.inVersion(script).stream().map(forbidden -> forbidden.refusal(script)))
                .findFirst();
    }

    private static boolean needsSuperuser(Migration migration) {
        return EXTENSION.matcher(migration.apply().text()).find();
    }

    /** Installing an extension that is not trusted takes a superuser; every other script runs as the objects' owner. */
    private <T> T privileged(Script script, PhaseClock.Work<T, SQLException> work) throws SQLException {
        boolean extension = EXTENSION.matcher(script.text()).find();
        PrivilegeScope scope = extension ? databases.superuserScope() : databases.ordinaryScope();
        try {
            return work.run();
        } finally {
            scope.close();
        }
    }

    /** The locks that a script takes; it has run to its end, or to its first failure, afterwards. */
    LockFootprint locks(DisposableDatabase database, Script script) throws SQLException {
        return privileged(script, () -> {
            try (Connection connection = database.open()) {
                return FootprintReader.run(script, connection);
            }
        });
    }

    /** Load the rows of a version, and tell whether there were any. */
    boolean load(DisposableDatabase database, Version version) throws SQLException {
        return clock.time("load rows", () -> {
            try (Connection connection = database.open()) {
                return fixtures.load(version, connection) > 0;
            }
        });
    }

    /**
     * The locks that undos take, each found by running it on a database at the version that it takes back, with rows.
     *
     * @param inPlace the versions to apply first
     * @param undos the versions to take back, the highest first
     * @throws MeasurementFailed when a version does not apply
     */
    public List<LockTrace> traceLocks(List<Migration> inPlace, List<Migration> undos, Consumer<String> progress)
            throws SQLException {
        try (DisposableDatabase database = empty()) {
            for (Migration migration : inPlace) {
                Optional<ScriptFailure> failure = apply(database, migration);
                if (failure.isPresent()) {
                    throw new MeasurementFailed(
                            "version " + migration.version() + " does not apply",
                            new IllegalStateException(failure.get().describe()));
                }
                load(database, migration.version());
                progress.accept("rehearsal: version " + migration.version() + " applied");
            }
            List<LockTrace> traces = new ArrayList<>();
            try (LockTracer tracer = new LockTracer(database)) {
                for (Migration migration : undos) {
                    traces.add(clock.time(
                            "trace locks",
                            () -> privileged(migration.undo().orElseThrow(), () -> tracer.trace(migration))));
                    progress.accept("rehearsal: version " + migration.version() + " undone");
                }
            }
            return traces;
        }
    }

    /** The locks of a version and its undo, which both are run on a database that stands before the version. */
    Optional<StepLocks> stepLocks(DisposableDatabase database, Migration migration) throws SQLException {
        if (!readsLocks || migration.undo().isEmpty()) {
            return Optional.empty();
        }
        Script undo = migration.undo().get();
        return clock.time(
                "read locks",
                () -> Optional.of(new StepLocks(locks(database, migration.apply()), locks(database, undo))));
    }

    /** Use everything in a database that will not be needed any more. */
    Use use(Connection owner) throws SQLException {
        return clock.time("use tables and functions", () -> UseProbe.use(owner, BOOKKEEPING));
    }

    /** Look at a database; nobody may clone it before the observer is closed. */
    Observer observe(DisposableDatabase database) {
        return new Observer(database, catalogs, clock);
    }
}
