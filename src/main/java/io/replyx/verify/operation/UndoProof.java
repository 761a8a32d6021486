package io.replyx.verify.operation;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.Difference;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.evidence.Workbench;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.undo.Proof;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Proves in an undo's own transaction that the database has the catalog that was approved for the version below. */
final class UndoProof implements Proof {
    private final Approved approved;
    private final Optional<Version> below;
    private final Set<Difference> accepted;

    /** @param accepted differences that were there before and that no undo is asked to take away */
    UndoProof(Approved approved, Optional<Version> below, CatalogDiff accepted) {
        this.approved = approved;
        this.below = below;
        this.accepted = new HashSet<>(accepted.differences());
    }

    @Override
    public Optional<String> refute(Connection connection) throws SQLException {
        if (approved.of(below).isEmpty()) {
            return Optional.empty();
        }
        Catalog have = new CatalogReader(Workbench.BOOKKEEPING).read(connection);
        return approved.differences(have, below)
                .map(diff -> diff.without(accepted::contains))
                .filter(diff -> !diff.isEmpty())
                .map(diff -> "the database differs from " + words() + "\n  "
                        + diff.describe().replace("\n", "\n  "));
    }

    /** What was proved, for the audit. */
    String describe() {
        if (approved.of(below).isEmpty()) {
            return "not proved by an approved catalog";
        }
        return "has " + words() + (accepted.isEmpty() ? "" : ", but for the accepted differences");
    }

    private String words() {
        return below.map(version -> "the approved catalog of version " + version)
                .orElse("the catalog of a database before the first version");
    }
}
