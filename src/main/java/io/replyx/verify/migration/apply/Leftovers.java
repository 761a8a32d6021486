package io.replyx.verify.migration.apply;

import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.lock.Blocker;
import io.replyx.verify.migration.lock.Blockers;
import io.replyx.verify.migration.lock.Deadline;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * INVALID indexes that interrupted builds left, of those that the pending versions are about to build: IF NOT EXISTS
 * would pass over them, and without it the build would fail on the name.
 */
public final class Leftovers {
    /** How long Flyway, too, asks for its lock. */
    static final Duration PATIENCE = Duration.ofSeconds(50);

    private static final String ANY = "select exists (select from pg_catalog.pg_index where not indisvalid)";

    private static final Duration POLL = Duration.ofMillis(200);

    private final Path versioned;
    private final Connection connection;
    private final Duration patience;

    Leftovers(Path versioned, Connection connection, Duration patience) {
        this.versioned = versioned;
        this.connection = connection;
        this.patience = patience;
    }

    /** What drops an INVALID index, so that the script of its version builds it anew. */
    public static String statement(String index) {
        return "drop index concurrently if exists " + index;
    }

    /** The statements of a script outside a transaction that build indexes beside the work of others. */
    public static List<ConcurrentStatement> builds(Migration migration) {
        return migration.apply().transactional()
                ? List.of()
                : SqlSplitter.split(migration.apply().text()).stream()
                        .flatMap(sql -> ConcurrentStatement.of(sql).stream())
                        .filter(sql -> sql.kind() == ConcurrentStatement.Kind.CREATE)
                        .toList();
    }

    /**
     * Drop them, so that the scripts up to a version build them anew. An index is INVALID while it is built, too:
     * whoever calls this holds the lock on migrations, so that no deployer is building it.
     *
     * @return what was dropped, in words
     */
    List<String> dropThoseThatScriptsBuild(Version last) throws SQLException {
        if (!any()) {
            return List.of();
        }
        Optional<SchemaHistory> history = SchemaHistory.read(connection);
        SortedMap<String, Long> broken = history.isEmpty() ? new TreeMap<>() : broken(history.get(), last);
        return broken.isEmpty() ? List.of() : drop(broken);
    }

    private List<String> drop(SortedMap<String, Long> broken) throws SQLException {
        List<String> dropped = new ArrayList<>();
        // Versions are applied over the same connection, with the limits that they would have anyway.
        SessionLimits limits = SessionLimits.bound(connection, WaitLimits.STANDARD);
        try (Statement statement = connection.createStatement()) {
            limits.concurrent();
            for (Map.Entry<String, Long> index : broken.entrySet()) {
                awaitWhoeverBuilds(index.getKey(), index.getValue());
                statement.execute(statement(index.getKey()));
                dropped.add("dropped index " + index.getKey() + ", which an interrupted build had left INVALID");
            }
        } finally {
            limits.close();
        }
        return dropped;
    }

    /** Whoever holds such a lock on the table may be building the index by hand at this very moment. */
    private void awaitWhoeverBuilds(String index, long table) throws SQLException {
        Deadline deadline = Deadline.in(patience);
        List<Blocker> others = Blockers.ofConcurrent(connection, table, false);
        while (!others.isEmpty()) {
            if (deadline.over()) {
                throw new SQLException(
                        "index " + index + " is INVALID and is not touched, since it may be in the making: "
                                + others.get(0).describe(),
                        PacedConnection.IN_USE);
            }
            deadline.pause(POLL);
            others = Blockers.ofConcurrent(connection, table, false);
        }
    }

    private SortedMap<String, Long> broken(SchemaHistory history, Version last) throws SQLException {
        SortedMap<String, Long> names = new TreeMap<>();
        for (ConcurrentStatement build : pendingBuilds(history, last)) {
            IndexState state = IndexState.read(connection, build);
            state.invalid().ifPresent(name -> names.put(name, state.table().orElseThrow()));
        }
        return names;
    }

    private List<ConcurrentStatement> pendingBuilds(SchemaHistory history, Version last) {
        Path root = Optional.ofNullable(versioned.toAbsolutePath().getParent()).orElse(versioned);
        Set<Version> inPlace = history.inPlace().keySet();
        return MigrationDirectory.read(root).migrations().stream()
                .filter(migration -> migration.version().compareTo(last) <= 0 && !inPlace.contains(migration.version()))
                .flatMap(migration -> builds(migration).stream())
                .toList();
    }

    private boolean any() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ANY);
                ResultSet result = query.executeQuery()) {
            return result.next() && result.getBoolean(1);
        }
    }
}
