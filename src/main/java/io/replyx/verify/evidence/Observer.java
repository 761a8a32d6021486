package io.replyx.verify.evidence;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.database.DisposableDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Looks at one database again and again over a connection of its own, which reads much faster than a new one each time
 * and is idle while the database is changed.
 */
final class Observer implements AutoCloseable {
    private final Connection connection;
    private final PhaseClock clock;

    Observer(DisposableDatabase database, PhaseClock clock) {
        this.connection = database.open();
        this.clock = clock;
    }

    Catalog catalog() throws SQLException {
        return clock.time("read catalogs", () -> new CatalogReader(Workbench.BOOKKEEPING).read(connection));
    }

    DataFingerprint rows() throws SQLException {
        return clock.time("fingerprint rows", () -> reader().read());
    }

    /** The rows over the columns of another fingerprint only. */
    DataFingerprint rows(DataFingerprint like) throws SQLException {
        return clock.time("fingerprint rows", () -> reader().readOnly(like.columns()));
    }

    /** What of the rows of an earlier database is missing or changed here, by what the values mean. */
    List<DataChange> lost(DisposableDatabase before, DataFingerprint rows) throws SQLException {
        return lost(before, rows, DataComparison::byMeaning);
    }

    /** What of the rows of an earlier database is missing or changed here, byte for byte. */
    List<DataChange> lostBytes(DisposableDatabase before, DataFingerprint rows) throws SQLException {
        return lost(before, rows, DataComparison::exact);
    }

    private List<DataChange> lost(
            DisposableDatabase before,
            DataFingerprint rows,
            BiFunction<Connection, Connection, DataComparison> comparison)
            throws SQLException {
        return clock.time("fingerprint rows", () -> {
            DataFingerprint kept = reader().readOnly(rows.columns());
            if (kept.equals(rows)) {
                return List.of();
            }
            try (Connection old = before.open()) {
                return comparison.apply(old, connection).changes(rows, kept);
            }
        });
    }

    private DataReader reader() {
        return new DataReader(connection, Workbench.BOOKKEEPING);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
