package io.replyx.verify.evidence;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.migration.Migration;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Where a walk stands.
 *
 * @param database a database at a version, with its rows
 * @param catalog its catalog
 * @param rows its rows
 * @param sequences where its sequences stand
 * @param blockedBy the version that blocks the way, if one does
 */
record Position(
        DisposableDatabase database,
        Catalog catalog,
        DataFingerprint rows,
        SequencePositions sequences,
        Optional<Migration> blockedBy) {

    /** Stand on a database as it is. */
    static Position on(DisposableDatabase database, Workbench bench) throws SQLException {
        try (Observer observer = bench.observe(database)) {
            Observer.Seen<DataFingerprint> seen = observer.everything();
            return new Position(database, seen.catalog(), seen.rows(), observer.sequences(), Optional.empty());
        }
    }

    /** What is there. */
    StepEvidence.Before state() {
        return new StepEvidence.Before(catalog, rows, sequences);
    }

    /** The same database where something else is there. */
    Position at(StepEvidence.Before state) {
        return new Position(database, state.catalog(), state.rows(), state.sequences(), blockedBy);
    }

    /** The same place, seen as another's database. */
    Position on(DisposableDatabase other) {
        return new Position(other, catalog, rows, sequences, blockedBy);
    }

    /** The same place, with the way up blocked. */
    Position blocked(Migration migration) {
        return new Position(database, catalog, rows, sequences, Optional.of(migration));
    }
}
