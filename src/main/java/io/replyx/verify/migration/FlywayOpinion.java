package io.replyx.verify.migration;

import io.replyx.verify.database.LentConnection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.output.ValidateResult;

/** What Flyway's validate and info say of scripts and a database, as Flyway comes. */
public final class FlywayOpinion {
    private static final Set<MigrationState> FINE =
            Set.of(MigrationState.PENDING, MigrationState.SUCCESS, MigrationState.BASELINE, MigrationState.DELETED);

    private FlywayOpinion() {}

    /** What they complain of; versions that are pending are none. */
    public static Optional<String> complaint(Path versioned, DataSource database) throws SQLException {
        // They would open two each.
        try (Connection connection = database.getConnection()) {
            return complaint(Flyway.configure()
                    .dataSource(new LentConnection(connection))
                    .locations("filesystem:" + versioned.toAbsolutePath())
                    .placeholderReplacement(false)
                    .ignoreMigrationPatterns("*:pending")
                    .load());
        } catch (FlywayException refused) {
            return Optional.of(String.valueOf(refused.getMessage()).strip());
        }
    }

    private static Optional<String> complaint(Flyway flyway) {
        ValidateResult result = flyway.validateWithResult();
        if (!result.validationSuccessful) {
            return Optional.of(String.valueOf(result.getAllErrorMessages()));
        }
        return Arrays.stream(flyway.info().all())
                .filter(info -> !FINE.contains(info.getState()))
                .map(info -> info.getScript() + " is " + info.getState().getDisplayName())
                .findFirst();
    }
}
