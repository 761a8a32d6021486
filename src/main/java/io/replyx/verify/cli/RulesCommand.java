package io.replyx.verify.cli;

import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.specs.Specifications;
import picocli.CommandLine.Command;

/** List all rules. */
@Command(name = "rules", description = "List all rules.")
final class RulesCommand extends ConsoleCommand {
    @Override
    public Integer call() {
        Specifications.titles().forEach((id, title) -> console().say(id + "  " + title));
        return ExitCode.READY.code();
    }
}
