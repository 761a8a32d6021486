package io.replyx.verify.testing;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.evidence.DataFingerprint;
import io.replyx.verify.evidence.DataReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that a database is: its catalog and its rows, the books of migration tools included. */
public record State(Catalog catalog, DataFingerprint rows) {

    /** The same without the rows of the subject, for what is refused before anything is looked at in earnest. */
    public static State ofBooks(DisposableDatabase database) throws SQLException {
        SortedMap<String, SortedSet<String>> books = new TreeMap<>();
        books.put(
                "public.flyway_schema_history",
                new TreeSet<>(Set.of("installed_rank", "version", "type", "script", "checksum", "success")));
        books.put("public.alembic_version", new TreeSet<>(Set.of("version_num")));
        try (Connection connection = database.openAsAdmin()) {
            return new State(
                    new CatalogReader(Set.of()).read(connection), new DataReader(connection, Set.of()).readOnly(books));
        }
    }

    /** Read it as a superuser, who sees every row. */
    public static State of(DisposableDatabase database) throws SQLException {
        try (Connection connection = database.openAsAdmin()) {
            return new State(new CatalogReader(Set.of()).read(connection), new DataReader(connection, Set.of()).read());
        }
    }
}
