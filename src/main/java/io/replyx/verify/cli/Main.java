package io.replyx.verify.cli;

import io.replyx.verify.settings.Environment;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;
import io.replyx.verify.settings.NoMemoryLeft;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.logging.LogManager;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line of the suite. */
@Command(
        name = "verify",
        description = {
            "Prove that the migrations of a PostgreSQL database with pgvector, and the ways back, are safe.",
            "Without a command it rehearses the subject of this repository.",
            ""
        },
        footer = {
            "",
            "Exit codes:",
            "  0   ready, the operation succeeded, or there was nothing to do",
            "  1   not ready: a rule is broken",
            "  2   wrong use: arguments, environment, contract or file names; nothing was touched",
            "  3   no usable database: connection, authentication, TLS, engine or image",
            "  4   refused by a check before anything was touched",
            "  5   failed, and back at the state before",
            "  6   failed part-way in a step that cannot be in a transaction; says how to resume",
            "  7   somebody else holds the lock",
            "  10  a rollback can neither go on nor go back: act by hand, and how",
            "  11  a backup or a restore did not prove good",
            "  130, 143  interrupted; says where the database is"
        },
        subcommands = {
            RehearseCommand.class,
            ProductionCommand.class,
            ReportCommand.class,
            ApproveCommand.class,
            StatusCommand.class,
            MonitorCommand.class,
            MaintainCommand.class,
            SchemaCommand.class,
            RollbackCommand.class,
            AdoptCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            DeployCommand.class,
            RoleCommand.class,
            RulesCommand.class,
            PowerCommand.class,
            SetupCommand.class,
        },
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "replyx-verify 0.1.0",
        synopsisSubcommandLabel =
                "[rehearse | production | report | approve | schema | status | monitor | maintain | rollback | adopt | backup | restore"
                        + " | deploy | role | rules | power | setup | self-test]")
public final class Main {
    private static final Pattern PASSWORD = Pattern.compile(
            "postgres(ql)?://([^/@?]*:.*@|.*[?&]\\w*password=)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Environment environment;
    private final Optional<BufferedReader> input;

    private Main(Environment environment, Optional<BufferedReader> input) {
        this.environment = environment;
        this.input = input;
    }

    Environment environment() {
        return environment;
    }

    /** What a person types; empty when nobody sits there. */
    Optional<BufferedReader> input() {
        return input;
    }

    /** Run a command and exit with its code. */
    public static void main(String[] arguments) {
        quietLibraries();
        Main main = new Main(Environment.ofProcess(), terminal());
        System.exit(main.execute(arguments, writer(System.out), writer(System.err)));
    }

    private static Optional<BufferedReader> terminal() {
        return Optional.ofNullable(System.console()).map(console -> new BufferedReader(console.reader()));
    }

    static int execute(String[] arguments, Environment environment, PrintWriter out, PrintWriter err) {
        return new Main(environment, Optional.empty()).execute(arguments, out, err);
    }

    /** The same with somebody at the terminal. */
    static int execute(
            String[] arguments, Environment environment, BufferedReader in, PrintWriter out, PrintWriter err) {
        return new Main(environment, Optional.of(in)).execute(arguments, out, err);
    }

    private int execute(String[] arguments, PrintWriter out, PrintWriter err) {
        if (Stream.of(arguments).anyMatch(argument -> PASSWORD.matcher(argument).find())) {
            // What is said of an argument often quotes it, and would keep the password in a log.
            err.println("verify: an argument is a URL with a password, which whoever lists processes can see. Name the"
                    + " database in DATABASE_URL only, and change the password. Nothing was touched.");
            err.flush();
            return ExitCode.WRONG_USE.code();
        }
        String[] effective = withDefaultCommand(arguments);
        CommandLine commandLine = commandLine()
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(false)
                .setExecutionExceptionHandler(Main::explain)
                .setParameterExceptionHandler(Main::explainUse);
        try {
            return commandLine.execute(effective);
        } catch (OutOfMemoryError exhausted) {
            err.println("verify: stopped: " + NoMemoryLeft.ADVICE);
            err.flush();
            return ExitCode.NOT_READY.code();
        }
    }

    private CommandLine commandLine() {
        return new CommandLine(this).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** All commands and their options, for whoever reads command lines without running them. */
    static CommandLine model() {
        return new Main(new Environment(Map.of(), Path.of("")), Optional.empty()).commandLine();
    }

    /** Options without a command belong to the rehearsal, which is the main job. */
    private static String[] withDefaultCommand(String[] arguments) {
        boolean optionsOnly = arguments.length == 0
                || (arguments[0].startsWith("-")
                        && !java.util.Set.of("-h", "--help", "-V", "--version").contains(arguments[0]));
        if (!optionsOnly) {
            return arguments;
        }
        String[] rehearse = new String[arguments.length + 1];
        rehearse[0] = "rehearse";
        System.arraycopy(arguments, 0, rehearse, 1, arguments.length);
        return rehearse;
    }

    private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof ExpectedFailure expected) {
            err.println("verify: " + expected.getMessage());
            err.flush();
            return expected.exitCode().code();
        }
        err.println("verify: stopped by an error of its own: " + failure);
        failure.printStackTrace(err);
        err.flush();
        return ExitCode.NOT_READY.code();
    }

    private static int explainUse(ParameterException wrong, String[] arguments) {
        PrintWriter err = wrong.getCommandLine().getErr();
        err.println("verify: " + wrong.getMessage());
        err.println("Try: ./verify "
                + (wrong.getCommandLine().getParent() == null
                        ? ""
                        : wrong.getCommandLine().getCommandName() + " ") + "--help");
        err.flush();
        return ExitCode.WRONG_USE.code();
    }

    /** The driver and the libraries log addresses and statements; what a person must know is said by the commands. */
    private static void quietLibraries() {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", System.getProperty("verify.log", "off"));
        LogManager.getLogManager().reset();
    }

    private static PrintWriter writer(java.io.OutputStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
