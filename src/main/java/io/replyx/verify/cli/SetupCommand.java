package io.replyx.verify.cli;

import io.replyx.verify.database.Server;
import io.replyx.verify.database.ServerOptions;
import io.replyx.verify.database.ServerSearch;
import io.replyx.verify.settings.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Find a server to rehearse on, install what is missing for one, and say which it is. */
@Command(
        name = "setup",
        description = "Find a server to rehearse on, install what is missing for one, and say which it is.")
final class SetupCommand extends ConsoleCommand {
    @Mixin
    private ServerChoiceOptions server = new ServerChoiceOptions();

    @Override
    public Integer call() {
        try (Server found = ServerSearch.find(ServerOptions.of(server.choice(environment())), console()::progress)) {
            console()
                    .say("Ready: PostgreSQL " + found.facts().version() + ", pgvector "
                            + found.facts().pgvector().orElse("not available") + ", " + found.origin());
        }
        return ExitCode.READY.code();
    }
}
