package io.replyx.verify.testing;

import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.Server;
import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.jupiter.Run;
import io.replyx.verify.jupiter.RunStore;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Mode;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.settings.Settings.Paths;
import io.replyx.verify.settings.Settings.ServerChoice;
import io.replyx.verify.specs.Specifications;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs the real specifications on a subject and hands back what they came to. */
public final class Rehearsing {
    private static final ServerChoice NONE =
            new ServerChoice(Optional.empty(), Optional.empty(), false, Optional.empty());

    private Rehearsing() {}

    /** Rehearse the subject in a folder on a server; only certain rules, or all when none is named. */
    public static List<Outcome> rehearse(Path folder, Server server, String... rules) {
        Settings settings = new Settings(
                Mode.REHEARSAL, Paths.under(folder), Optional.empty(), Set.of(rules), NONE, Optional.empty());
        try (Run run = Run.on(server, settings, RunStore.subject(settings))) {
            Specifications.verify(run);
            return run.outcomes();
        }
    }

    /** Look at a database as at production. */
    public static List<Outcome> production(Path folder, DatabaseUrl database, String... rules) {
        return production(folder, database, false, rules);
    }

    /** Look at a database as at production, as whatever role. */
    public static List<Outcome> productionAllowed(Path folder, DatabaseUrl database, String... rules) {
        return production(folder, database, true, rules);
    }

    private static List<Outcome> production(Path folder, DatabaseUrl database, boolean allowed, String... rules) {
        Settings settings = new Settings(
                        Mode.PRODUCTION,
                        Paths.under(folder),
                        Optional.empty(),
                        Set.of(rules),
                        NONE,
                        Optional.of(database))
                .withPrivilegedRoleAllowed(allowed);
        Subject subject = RunStore.subject(settings);
        try (Run run = new Run(settings, subject, new io.replyx.verify.evidence.PhaseClock(), line -> {})) {
            Specifications.verify(run);
            return run.outcomes();
        }
    }
}
