package io.replyx.verify.archive.likeness;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.evidence.FixtureRows;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.settings.WrongUse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The fixtures' rows of versions that are in place, for a database that has those versions already.
 *
 * @param fixtures the rows
 * @param inPlace the versions
 */
public record StartingRows(FixtureRows fixtures, List<Migration> inPlace) {

    public StartingRows {
        inPlace = List.copyOf(inPlace);
    }

    /** Put all of them in, or none; gives back why there are none. */
    Optional<String> putInto(DisposableDatabase database) throws SQLException {
        if (!fixtures.exist()) {
            return Optional.of("the subject has no fixtures/data, so that there are no rows to lose");
        }
        try (Connection owner = database.open()) {
            fixtures.load(inPlace.stream().map(Migration::version).toList(), owner);
            return Optional.empty();
        } catch (WrongUse unfit) {
            return Optional.of("no rows are in place: production's own stay where they are, and those of the fixtures"
                    + " do not fit its schema (" + unfit.getMessage() + ")");
        }
    }
}
