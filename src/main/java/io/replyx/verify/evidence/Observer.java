package io.replyx.verify.evidence;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.View;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.database.DisposableDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.FutureTask;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Looks at one database again and again over connections of its own, which read much faster than new ones each time and
 * are idle while the database is changed; catalog and rows are read side by side.
 */
final class Observer implements AutoCloseable {
    private static final String PHASE = "read catalogs and rows";

    private final OpenedWhenAsked forCatalog;
    private final OpenedWhenAsked forRows;
    private final KnownCatalogs catalogs;
    private final PhaseClock clock;
    private final String name;

    Observer(DisposableDatabase database, KnownCatalogs catalogs, PhaseClock clock) {
        // A superuser sees every row, whatever row security says.
        this.forCatalog = new OpenedWhenAsked(database::openAsAdmin);
        this.forRows = new OpenedWhenAsked(database::openAsAdmin);
        this.catalogs = catalogs;
        this.clock = clock;
        this.name = database.name();
    }

    /** A catalog, and what was found of the rows at the same time. */
    record Seen<T>(Catalog catalog, T rows) {}

    /** The catalog alone. */
    Catalog catalog() throws SQLException {
        return clock.time(PHASE, this::readCatalog);
    }

    /** The rows alone. */
    DataFingerprint rows() throws SQLException {
        return clock.time(PHASE, () -> reader().read());
    }

    /** The rows alone, over the columns of another fingerprint. */
    DataFingerprint rows(DataFingerprint like) throws SQLException {
        return clock.time(PHASE, () -> reader().readOnly(like.columns()));
    }

    /** Where the sequences stand. */
    SequencePositions sequences() throws SQLException {
        return clock.time(PHASE, () -> SequencePositions.read(forRows.connection()));
    }

    /** The sequences of an earlier state that stand elsewhere now. */
    List<SequenceMove> moved(SequencePositions earlier) throws SQLException {
        List<SequenceMove> moves = earlier.movedIn(sequences());
        return clock.time(PHASE, () -> SequencePositions.weighed(moves, forRows.connection()));
    }

    /** The tables and columns that hold data. */
    StoredData stored() throws SQLException {
        return clock.time(PHASE, () -> StoredData.read(forRows.connection()));
    }

    /** How many rows and values stand in what is not in an earlier catalog, by kind and name. */
    SortedMap<String, Long> countWhatCameAfter(Catalog earlier) throws SQLException {
        return clock.time(
                PHASE, () -> StoredData.read(forRows.connection()).countWhatCameAfter(earlier, forRows.connection()));
    }

    /** The catalog and the rows. */
    Seen<DataFingerprint> everything() throws SQLException {
        return together(() -> reader().read());
    }

    /** The catalog, and the rows over the columns of another fingerprint. */
    Seen<DataFingerprint> everything(DataFingerprint like) throws SQLException {
        return together(() -> reader().readOnly(like.columns()));
    }

    /** The catalog, and what became here of the rows of an earlier database, by what the values mean. */
    Seen<RowChanges> changes(DisposableDatabase before, DataFingerprint rows) throws SQLException {
        return together(() -> changes(before, rows, DataComparison::byMeaning));
    }

    /** The catalog, and what became here of the rows of an earlier database, byte for byte. */
    Seen<RowChanges> changedBytes(DisposableDatabase before, DataFingerprint rows) throws SQLException {
        return together(() -> changes(before, rows, DataComparison::exact));
    }

    /** The materialized views that show neither what they showed at an earlier position nor what their queries give. */
    List<StaleView> stale(Position before, Catalog now) throws SQLException {
        List<View> views = StaleViews.inBoth(before.catalog(), now);
        if (views.isEmpty()) {
            return List.of();
        }
        return clock.time(PHASE, () -> {
            try (Connection old = before.database().openAsAdmin()) {
                return new StaleViews(old, forRows.connection()).among(views);
            }
        });
    }

    /** Leave few rows of large tables, in a database of which no rows are looked at any more. */
    void thinOut() throws SQLException {
        clock.time("thin out large tables", () -> {
            Thinning.of(forRows.connection());
            return true;
        });
    }

    private <T> Seen<T> together(PhaseClock.Work<T, SQLException> rows) throws SQLException {
        return clock.time(PHASE, () -> {
            FutureTask<Catalog> catalog = new FutureTask<>(this::readCatalog);
            Thread thread = new Thread(catalog, "catalog of " + name);
            thread.setDaemon(true);
            thread.start();
            T found = rows.run();
            return new Seen<>(Awaited.result(catalog), found);
        });
    }

    private Catalog readCatalog() throws SQLException {
        return catalogs.known(new CatalogReader(Workbench.BOOKKEEPING).read(forCatalog.connection()));
    }

    private RowChanges changes(
            DisposableDatabase before,
            DataFingerprint rows,
            BiFunction<Connection, Connection, DataComparison> comparison)
            throws SQLException {
        DataFingerprint now = reader().readOnly(rows.columns());
        if (now.equals(rows)) {
            return RowChanges.NONE;
        }
        try (Connection old = before.openAsAdmin()) {
            return new RowChanges(comparison.apply(old, forRows.connection()).changes(rows, now), touched(rows, now));
        }
    }

    private static Set<String> touched(DataFingerprint rows, DataFingerprint now) {
        return rows.tables().values().stream()
                .filter(table -> !table.equals(now.tables().get(table.table())))
                .map(TableFingerprint::table)
                .collect(Collectors.toSet());
    }

    private DataReader reader() {
        return new DataReader(forRows.connection(), Workbench.BOOKKEEPING);
    }

    @Override
    public void close() throws SQLException {
        try {
            forRows.close();
        } finally {
            forCatalog.close();
        }
    }
}
