package io.replyx.verify.testing;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.evidence.DataFingerprint;
import io.replyx.verify.evidence.DataReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Everything that a database is: its catalog and its rows, the books of migration tools included. */
public record State(Catalog catalog, DataFingerprint rows) {

    /** Read it as a superuser, who sees every row. */
    public static State of(DisposableDatabase database) throws SQLException {
        try (Connection connection = database.openAsAdmin()) {
            return new State(new CatalogReader(Set.of()).read(connection), new DataReader(connection, Set.of()).read());
        }
    }
}
