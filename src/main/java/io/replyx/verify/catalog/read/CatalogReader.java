package io.replyx.verify.catalog.read;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.ObjectKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Read the catalog of the database that a connection leads to; any role may.
 *
 * <p>Under autocommit it reads in one repeatable-read, read-only transaction of its own. Otherwise it reads in the
 * caller's transaction, and sees one moment when that is at least repeatable read.
 */
public final class CatalogReader {
    private final Set<String> bookkeeping;

    /**
     * Read without the tables that keep the books of a migration tool, and without what hangs on them.
     *
     * @param bookkeeping names of such tables, with or without their schema, unquoted
     */
    public CatalogReader(Set<String> bookkeeping) {
        this.bookkeeping = Set.copyOf(bookkeeping);
    }

    /** Read everything. */
    public Catalog read(Connection connection) throws SQLException {
        return read(connection, false);
    }

    /** Read everything in a transaction that the caller began with a statement, which the driver knows nothing of. */
    public Catalog readWithin(Connection connection) throws SQLException {
        return read(connection, true);
    }

    private Catalog read(Connection connection, boolean begun) throws SQLException {
        try (ReadingTransaction transaction = ReadingTransaction.on(connection, begun)) {
            Surroundings surroundings = Surroundings.read(connection, bookkeeping);
            List<CatalogObject> objects = new ArrayList<>();
            for (ObjectKind kind : ObjectKind.values()) {
                new KindReader(kind)
                        .read(connection, surroundings).stream()
                                .map(surroundings::asToday)
                                .forEach(objects::add);
            }
            transaction.complete();
            return Catalog.of(objects);
        }
    }
}
