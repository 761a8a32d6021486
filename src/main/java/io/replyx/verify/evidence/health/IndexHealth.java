package io.replyx.verify.evidence.health;

import io.github.mfvanek.pg.connection.PgConnection;
import io.github.mfvanek.pg.connection.PgConnectionImpl;
import io.github.mfvanek.pg.core.checks.host.DuplicatedIndexesCheckOnHost;
import io.github.mfvanek.pg.core.checks.host.UnusedIndexesCheckOnHost;
import io.github.mfvanek.pg.model.context.PgContext;
import io.github.mfvanek.pg.model.index.DuplicatedIndexes;
import io.github.mfvanek.pg.model.index.UnusedIndex;
import io.replyx.verify.database.LentConnection;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;

/**
 * Indexes that cost every write and serve nobody, as pg-index-health finds them.
 *
 * @param duplicates names of indexes over the same columns of a table, a list for each table and columns
 * @param unused names of indexes, other than unique ones and those of foreign keys, that hardly any query has scanned
 */
public record IndexHealth(List<List<String>> duplicates, List<String> unused) {
    /** The library asks for an address, which it only shows. */
    static final String ADDRESS = "jdbc:postgresql://server:5432/database";

    public IndexHealth {
        duplicates = duplicates.stream().map(List::copyOf).toList();
        unused = List.copyOf(unused);
    }

    /** Look at the indexes of schemas within the transaction of a connection. */
    public static IndexHealth read(Connection connection, Collection<String> schemas) {
        PgConnection host = PgConnectionImpl.ofUrl(new LentConnection(connection), ADDRESS);
        DuplicatedIndexesCheckOnHost duplicated = new DuplicatedIndexesCheckOnHost(host);
        UnusedIndexesCheckOnHost unused = new UnusedIndexesCheckOnHost(host);
        List<PgContext> places = schemas.stream().map(PgContext::of).toList();
        return new IndexHealth(
                places.stream()
                        .flatMap(place -> duplicated.check(place, each -> true).stream())
                        .map(DuplicatedIndexes::getIndexNames)
                        .toList(),
                places.stream()
                        .flatMap(place -> unused.check(place, each -> true).stream())
                        .map(UnusedIndex::getIndexName)
                        .toList());
    }
}
