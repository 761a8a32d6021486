package io.replyx.verify.cli;

import io.replyx.verify.settings.Mode;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.settings.WrongUse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Apply every version on a disposable server, take every one back, and verify all rules. */
@Command(
        name = "rehearse",
        description = "Apply every version on a disposable server, take every one back, and verify all rules.")
final class RehearseCommand extends ConsoleCommand {
    @Mixin
    private SubjectOptions subject = new SubjectOptions();

    @Mixin
    private ServerChoiceOptions server = new ServerChoiceOptions();

    @Option(names = "--to", paramLabel = "VERSION", description = "Stop at this version (default: the last).")
    @Nullable
    private String to;

    @Option(names = "--rule", paramLabel = "ID", description = "Verify only this rule; may be repeated.")
    private List<String> rules = List.of();

    @Option(
            names = "--like-production",
            description = {
                "Begin with the schema of the database that DATABASE_URL names, which is read and never written,"
                        + " and rehearse what is pending there."
            })
    private boolean likeProduction;

    @Option(
            names = "--allow-privileged-role",
            description = "With --like-production: read as a role that can do more than read; the report says so.")
    private boolean allowPrivilegedRole;

    @Override
    public Integer call() {
        if (allowPrivilegedRole && !likeProduction) {
            throw new WrongUse("--allow-privileged-role goes with --like-production: nothing else reads production");
        }
        Settings settings = new Settings(
                Mode.REHEARSAL,
                subject.paths(environment()),
                Optional.ofNullable(to),
                Set.copyOf(rules),
                server.choice(environment()),
                likeProduction
                        ? Optional.of(TargetOptions.target(environment(), "rehearse --like-production"))
                        : Optional.empty(),
                allowPrivilegedRole);
        return new Verification(settings, command(), console()).run().code();
    }

    private String command() {
        return "./verify rehearse" + subject.given() + (likeProduction ? " --like-production" : "")
                + (allowPrivilegedRole ? " --allow-privileged-role" : "");
    }
}
