package io.replyx.verify.migration.crash;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.QueryFailed;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.evidence.FixtureRows;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The chain's databases at each version with their rows, and what each step makes of them when nothing is killed. */
final class CrashBench {
    private final RehearsalDatabases databases;
    private final MigrationDirectory directory;
    private final List<DisposableDatabase> templates = new ArrayList<>();
    private final Map<String, State> states = new HashMap<>();

    CrashBench(RehearsalDatabases databases, MigrationDirectory directory, Path data) throws SQLException {
        this.databases = databases;
        this.directory = directory;
        DisposableDatabase empty = databases.create("v0");
        try (Connection admin = empty.openAsAdmin();
                Statement statement = admin.createStatement()) {
            statement.execute("create extension vector");
        }
        templates.add(empty);
        for (Migration migration : directory.migrations()) {
            DisposableDatabase next = databases.clone(templates.get(templates.size() - 1), "v" + migration.version());
            done(CrashChild.run(
                    next.dataSource(), directory.root(), migration.version().toString(), false));
            try (Connection connection = next.open()) {
                new FixtureRows(data).load(migration.version(), connection);
            }
            templates.add(next);
        }
    }

    static void done(String failure) {
        if (!failure.isEmpty()) {
            throw new AssertionError(failure);
        }
    }

    MigrationDirectory directory() {
        return directory;
    }

    private DisposableDatabase from(CrashCase crash) {
        int index = directory.migrations().indexOf(crash.migration());
        return templates.get(crash.undo() ? index + 1 : index);
    }

    /** The session from before a restart finds out with its first statement that its server is gone. */
    void serverWasRestarted() {
        try {
            databases.create("probe").close();
        } catch (QueryFailed lost) {
            databases.create("probe").close();
        }
    }

    DisposableDatabase database(CrashCase crash) {
        return databases.clone(from(crash), "crash");
    }

    State before(CrashCase crash) throws SQLException {
        return state("before" + crash.undo() + crash.migration().version(), from(crash));
    }

    State after(CrashCase crash) throws SQLException {
        String key = "after" + crash.undo() + crash.migration().version();
        Optional<State> known = Optional.ofNullable(states.get(key));
        if (known.isPresent()) {
            return known.get();
        }
        try (DisposableDatabase done = database(crash)) {
            done(CrashChild.run(
                    done.dataSource(),
                    directory.root(),
                    crash.migration().version().toString(),
                    crash.undo()));
            return state(key, done);
        }
    }

    private State state(String key, DisposableDatabase database) throws SQLException {
        Optional<State> known = Optional.ofNullable(states.get(key));
        State state = known.isPresent() ? known.get() : State.of(database);
        states.put(key, state);
        return state;
    }
}
