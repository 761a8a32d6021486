package io.replyx.verify.migration.apply;

import io.replyx.verify.migration.HistoryChange;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.Version;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a deployer did, and what others did while it waited for Flyway's lock.
 *
 * @param failure why a script failed; empty when all ran through
 * @param applied the versions that it applied itself, as far as it came to its end
 * @param others what others wrote into the history meanwhile
 */
public record MigrationReport(Optional<ScriptFailure> failure, List<Version> applied, HistoryChange others) {
    public MigrationReport {
        applied = List.copyOf(applied);
    }

    static MigrationReport of(ScriptFailure failure) {
        return new MigrationReport(Optional.of(failure), List.of(), HistoryChange.NONE);
    }

    /** Who did what, in one line. */
    public String describe() {
        String own = applied.isEmpty()
                ? "nothing was left to apply"
                : "applied version " + applied.stream().map(Version::toString).collect(Collectors.joining(", "));
        return failure.map(ScriptFailure::describe).orElse(own)
                + (others.isEmpty() ? "" : "; meanwhile " + others.describe());
    }
}
