package io.replyx.verify.cli;

import io.replyx.verify.settings.DatabaseTarget;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.Mode;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.settings.Settings.ServerChoice;
import io.replyx.verify.settings.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Verify a database in use, read-only, and prove that nothing was written. */
@Command(
        name = "production",
        description = {
            "Verify the database that DATABASE_URL names, or all that --targets lists, read-only, and prove that nothing"
                    + " was written.",
            "DATABASE_URL=postgresql://user:password@host:port/database; it is read from the environment only."
        })
final class ProductionCommand extends ConsoleCommand {
    @Mixin
    private SubjectOptions subject = new SubjectOptions();

    @Option(names = "--rule", paramLabel = "ID", description = "Verify only this rule; may be repeated.")
    private List<String> rules = List.of();

    @Option(
            names = "--allow-privileged-role",
            description = "Go on as a role that can do more than read; the report and the sign-off say so.")
    private boolean allowPrivilegedRole;

    @Option(
            names = "--prefer-standby",
            description = "Of several hosts in a URL take a standby, where one of them is one.")
    private boolean preferStandby;

    @Mixin
    private FleetOptions fleet = new FleetOptions();

    private Settings.@Nullable Paths paths;

    @Override
    public Integer call() {
        if (fleet.given()) {
            FleetOptions.Fleet asked = fleet.fleet(environment());
            // Before anything is connected to: what was said of hosts may contradict an option.
            Map<String, Settings> settings = asked.targets().stream()
                    .collect(Collectors.toMap(Target::name, target -> settings(target.database())));
            return new FleetProduction(asked, target -> settings.get(target.name()), console())
                    .run()
                    .code();
        }
        DatabaseTarget database = TargetOptions.target(environment(), "production");
        return new Verification(settings(database), command(), console()).run().code();
    }

    private Settings settings(DatabaseTarget database) {
        return new Settings(
                Mode.PRODUCTION,
                paths(),
                Optional.empty(),
                Set.copyOf(rules),
                new ServerChoice(Optional.empty(), Optional.empty(), false, Optional.empty()),
                Optional.of(preferStandby ? database.preferringStandby() : database),
                allowPrivilegedRole);
    }

    /** Only what reads takes the packed subject: what writes must be told which scripts to run. */
    private Settings.Paths paths() {
        if (paths == null) {
            Optional<Path> packaged = subject.packaged(environment());
            packaged.ifPresent(
                    home -> console().say("No migrations/ here: the subject is the one packed with the suite."));
            paths = subject.paths(packaged.orElse(environment().home()), environment());
        }
        return paths;
    }

    /** The run that a deployment ends with, as the role that deployed. */
    static ExitCode afterDeployment(Settings.Paths paths, String given, DatabaseUrl database, Console console) {
        Settings settings = new Settings(
                Mode.PRODUCTION,
                paths,
                Optional.empty(),
                Set.of(),
                new ServerChoice(Optional.empty(), Optional.empty(), false, Optional.empty()),
                Optional.of(DatabaseTarget.of(database)),
                true);
        String command = "./verify production" + given + " --allow-privileged-role";
        return new Verification(settings, command, console).run();
    }

    private String command() {
        return "./verify production" + subject.given()
                + (preferStandby ? " --prefer-standby" : "")
                + (allowPrivilegedRole ? " --allow-privileged-role" : "");
    }
}
