package io.replyx.verify.settings;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What a run was asked to do, read once.
 *
 * @param mode where the specifications run
 * @param paths the subject and where the report goes
 * @param lastVersion the version to stop at, where it is not the last
 * @param rules IDs of the rules to verify; empty for all
 * @param server how to find a server for a rehearsal
 * @param database the database to look at in a production run, or to rehearse the like of
 * @param privilegedRoleAllowed whether a production run, or a rehearsal like production, may go on as a role that can do more than read
 */
public record Settings(
        Mode mode,
        Paths paths,
        Optional<String> lastVersion,
        Set<String> rules,
        ServerChoice server,
        Optional<DatabaseTarget> database,
        boolean privilegedRoleAllowed) {

    /** The variable that names the database of a production run. */
    public static final String DATABASE_URL = "DATABASE_URL";

    /** The variable that names a server to rehearse on, instead of starting one. */
    public static final String REHEARSAL_SERVER_URL = "REHEARSAL_SERVER_URL";

    public Settings {
        rules = Set.copyOf(rules);
    }

    /** Settings that insist on a role that can only read. */
    public Settings(
            Mode mode,
            Paths paths,
            Optional<String> lastVersion,
            Set<String> rules,
            ServerChoice server,
            Optional<DatabaseUrl> database) {
        this(mode, paths, lastVersion, rules, server, database.map(DatabaseTarget::of), false);
    }

    /** Whether a rehearsal begins with the schema of the database in use rather than with nothing. */
    public boolean likeProduction() {
        return mode == Mode.REHEARSAL && database.isPresent();
    }

    /** The same settings, for any role or for one that can only read. */
    public Settings withPrivilegedRoleAllowed(boolean allowed) {
        return new Settings(mode, paths, lastVersion, rules, server, database, allowed);
    }

    /**
     * Folders and files of a run.
     *
     * @param migrations the folder with {@code versioned} and {@code undo}
     * @param fixtures the folder with approved catalogs and rows, which need not exist
     * @param contract the contract, which need not exist
     * @param contractRequired whether it was named by hand, so that it must exist
     * @param reports where the report goes
     */
    public record Paths(Path migrations, Path fixtures, Path contract, boolean contractRequired, Path reports) {

        /** The standard places under one folder. */
        public static Paths under(Path home) {
            Path fixtures = home.resolve("fixtures");
            return new Paths(
                    home.resolve("migrations"),
                    fixtures,
                    fixtures.resolve("contract.yaml"),
                    false,
                    home.resolve("reports"));
        }
    }

    /**
     * How to find a server for a rehearsal.
     *
     * @param provider the only kind of server to try, where one was chosen
     * @param image the only container image to try, where one was chosen
     * @param setupAllowed whether missing software may be installed
     * @param existing a running server to use instead
     */
    public record ServerChoice(
            Optional<String> provider, Optional<String> image, boolean setupAllowed, Optional<DatabaseUrl> existing) {}

    /** A rehearsal of the subject in the standard places, for a specification that is run by itself. */
    public static Settings standard(Environment environment) {
        return new Settings(
                Mode.REHEARSAL,
                Paths.under(environment.home()),
                Optional.empty(),
                Set.of(),
                new ServerChoice(Optional.empty(), Optional.empty(), false, environment.url(REHEARSAL_SERVER_URL)),
                Optional.empty());
    }
}
