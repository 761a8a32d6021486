package io.replyx.verify.cli;

import io.replyx.verify.settings.Environment;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;
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

    /**
     * Do work that an interruption brings to a named end. Failures are told here, before the process may end: whoever
     * interrupted must learn where the database is.
     */
    final ExitCode untilStopped(Runnable stop, Runnable work) {
        try (Interruption interruption = new Interruption(stop)) {
            ExitCode code = told(work);
            return interruption.happened() ? ExitCode.TERMINATED : code;
        }
    }

    private ExitCode told(Runnable work) {
        try {
            work.run();
            return ExitCode.READY;
        } catch (ExpectedFailure failure) {
            error("verify: " + failure.getMessage());
            return failure.exitCode();
        }
    }

    final Console console() {
        if (spec == null) {
            throw new IllegalStateException("the command was not set up by picocli");
        }
        return new Console(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                main == null ? Optional.empty() : main.input());
    }
}
