package io.replyx.verify.operation.deploy;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.Index;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.apply.Leftovers;
import io.replyx.verify.migration.sql.ConcurrentStatement;
import io.replyx.verify.migration.sql.SqlName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An INVALID index that an interrupted build left: it is dropped, and the script of its version builds it anew.
 *
 * @param version the version that builds it
 * @param index its qualified name
 */
public record Leftover(Version version, String index) {

    /** What drops it. */
    public String statement() {
        return Leftovers.statement(index);
    }

    /** Those among the indexes of a database that pending versions build. */
    static List<Leftover> among(Catalog catalog, List<Migration> pending) {
        List<Leftover> found = new ArrayList<>();
        for (Migration migration : pending) {
            for (ConcurrentStatement build : Leftovers.builds(migration)) {
                catalog.indexes().stream()
                        .filter(index -> !index.valid() && isWhat(build, index))
                        .forEach(index -> found.add(new Leftover(migration.version(), index.name())));
            }
        }
        return found;
    }

    private static boolean isWhat(ConcurrentStatement build, Index index) {
        return build.index().map(SqlName::last).equals(Optional.of(SqlName.last(index.name())))
                && build.table().map(SqlName::last).equals(Optional.of(SqlName.last(index.table())));
    }
}
