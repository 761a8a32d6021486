package io.replyx.verify.migration.crash;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.evidence.DataFingerprint;
import io.replyx.verify.evidence.DataReader;
import io.replyx.verify.evidence.Workbench;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What a database consists of and holds.
 *
 * @param catalog its objects
 * @param rows its rows
 */
record State(Catalog catalog, DataFingerprint rows) {

    static State of(DisposableDatabase database) throws SQLException {
        try (Connection connection = database.open()) {
            return new State(
                    new CatalogReader(Workbench.BOOKKEEPING).read(connection),
                    new DataReader(connection, Workbench.BOOKKEEPING).read());
        }
    }

    boolean sameAs(State other) {
        return CatalogDiff.between(catalog, other.catalog).isEmpty() && rows.equals(other.rows);
    }

    String differenceFrom(State other) {
        return CatalogDiff.between(other.catalog, catalog) + " rows " + rows.rows() + " instead of "
                + other.rows.rows();
    }
}
