package io.replyx.verify.cli;

import io.replyx.verify.settings.Environment;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What all commands have: a console, the environment and help. */
abstract class ConsoleCommand implements Callable<Integer> {
    @Spec
    @Nullable
    private CommandSpec spec;

    @ParentCommand
    @Nullable
    private Main main;

    final Environment environment() {
        return main == null ? Environment.ofProcess() : main.environment();
    }

    /** Tell why a command failed, as it is told of every command. */
    final void error(String line) {
        if (spec != null) {
            spec.commandLine().getErr().println(line);
            spec.commandLine().getErr().flush();
        }
    }

    final Console console() {
        if (spec == null) {
            throw new IllegalStateException("the command was not set up by picocli");
        }
        return new Console(spec.commandLine().getOut(), main == null ? Optional.empty() : main.input());
    }
}
