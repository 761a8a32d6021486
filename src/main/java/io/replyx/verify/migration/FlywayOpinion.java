package io.replyx.verify.migration;

import java.nio.file.Path;
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
    public static Optional<String> complaint(Path versioned, DataSource database) {
        try {
            Flyway flyway = Flyway.configure()
                    .dataSource(database)
                    .locations("filesystem:" + versioned.toAbsolutePath())
                    .placeholderReplacement(false)
                    .ignoreMigrationPatterns("*:pending")
                    .load();
            ValidateResult result = flyway.validateWithResult();
            if (!result.validationSuccessful) {
                return Optional.of(String.valueOf(result.getAllErrorMessages()));
            }
            return Arrays.stream(flyway.info().all())
                    .filter(info -> !FINE.contains(info.getState()))
                    .map(info -> info.getScript() + " is " + info.getState().getDisplayName())
                    .findFirst();
        } catch (FlywayException refused) {
            return Optional.of(String.valueOf(refused.getMessage()).strip());
        }
    }
}
