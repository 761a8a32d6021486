package io.replyx.verify.migration.apply;

import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.lock.Blockers;
import io.replyx.verify.migration.lock.MigrationLock;
import io.replyx.verify.migration.lock.SessionLimits;
import io.replyx.verify.migration.lock.WaitLimits;
import io.replyx.verify.migration.sql.ConcurrentStatement;
import io.replyx.verify.migration.sql.SqlSplitter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * INVALID indexes that interrupted builds left, of those that the pending versions are about to build: IF NOT EXISTS
 * would pass over them, and without it the build would fail on the name.
 */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(50);
    private static final String ANY = "select exists (select from pg_catalog.pg_index where not indisvalid)";

    private final Path versioned;
    private final Connection connection;

    Leftovers(Path versioned, Connection connection) {
        this.versioned = versioned;
        this.connection = connection;
    }

    /** Drop them, so that the scripts up to a version build them anew. */
    void dropThoseThatScriptsBuild(Version last) throws SQLException {
        if (!any()) {
            return;
        }
        Optional<SchemaHistory> history = SchemaHistory.read(connection);
        if (history.isEmpty() || named(history.get(), last).isEmpty()) {
            return;
        }
        // An index is INVALID while it is built, too: with the lock, no deployer is building it.
        MigrationLock lock = MigrationLock.take(connection, history.get().table(), PATIENCE);
        try {
            drop(last);
        } finally {
            lock.close();
        }
    }

    private void drop(Version last) throws SQLException {
        SchemaHistory history = SchemaHistory.read(connection).orElseThrow();
        try (Statement statement = connection.createStatement()) {
            statement.execute(SessionLimits.NOTICE_A_DEAD_CLIENT);
            statement.execute("set statement_timeout = "
                    + WaitLimits.STANDARD.concurrent().toMillis());
            for (String index : named(history, last)) {
                statement.execute("drop index concurrently if exists " + index);
            }
            // Versions are applied over the same connection, with the limits that they would have anyway.
            statement.execute("reset statement_timeout");
        }
    }

    private Set<String> named(SchemaHistory history, Version last) throws SQLException {
        Set<String> names = new TreeSet<>();
        for (ConcurrentStatement build : pendingBuilds(history, last)) {
            IndexState state = IndexState.read(connection, build);
            // Whoever holds such a lock may be building it by hand at this very moment.
            boolean idle = state.table().isEmpty()
                    || Blockers.ofConcurrent(connection, state.table().get(), false)
                            .isEmpty();
            if (idle) {
                state.invalid().ifPresent(names::add);
            }
        }
        return names;
    }

    private List<ConcurrentStatement> pendingBuilds(SchemaHistory history, Version last) {
        List<ConcurrentStatement> builds = new ArrayList<>();
        Path root = Optional.ofNullable(versioned.toAbsolutePath().getParent()).orElse(versioned);
        Set<Version> inPlace = history.inPlace().keySet();
        for (Migration migration : MigrationDirectory.read(root).migrations()) {
            if (!migration.apply().transactional()
                    && migration.version().compareTo(last) <= 0
                    && !inPlace.contains(migration.version())) {
                SqlSplitter.split(migration.apply().text()).stream()
                        .flatMap(sql -> ConcurrentStatement.of(sql).stream())
                        .filter(sql -> sql.kind() == ConcurrentStatement.Kind.CREATE)
                        .forEach(builds::add);
            }
        }
        return builds;
    }

    private boolean any() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ANY);
                ResultSet result = query.executeQuery()) {
            return result.next() && result.getBoolean(1);
        }
    }
}
