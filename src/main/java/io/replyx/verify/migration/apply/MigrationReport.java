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
 * @param healed what of an interrupted build was dropped before, so that a script builds it anew
 */
public record MigrationReport(
        Optional<ScriptFailure> failure, List<Version> applied, HistoryChange others, List<String> healed) {
    public MigrationReport {
        applied = List.copyOf(applied);
        healed = List.copyOf(healed);
    }

    static MigrationReport of(ScriptFailure failure) {
        return new MigrationReport(Optional.of(failure), List.of(), HistoryChange.NONE, List.of());
    }

    /** Who did what, in one line. */
    public String describe() {
        String own = applied.isEmpty()
                ? "nothing was left to apply"
                : "applied version " + applied.stream().map(Version::toString).collect(Collectors.joining(", "));
        return String.join("", healed.stream().map(deed -> deed + "; ").toList())
                + failure.map(ScriptFailure::describe).orElse(own)
                + (others.isEmpty() ? "" : "; meanwhile " + others.describe());
    }
}
