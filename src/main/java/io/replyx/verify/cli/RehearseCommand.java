package io.replyx.verify.cli;

import io.replyx.verify.settings.Mode;
import io.replyx.verify.settings.Settings;
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

    @Override
    public Integer call() {
        Settings settings = new Settings(
                Mode.REHEARSAL,
                subject.paths(environment()),
                Optional.ofNullable(to),
                Set.copyOf(rules),
                server.choice(environment()),
                Optional.empty());
        return new Verification(settings, "./verify rehearse" + subject.given(), console())
                .run()
                .code();
    }
}
