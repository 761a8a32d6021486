package io.replyx.verify.cli;

import io.replyx.verify.database.NoUsableDatabase;
import io.replyx.verify.database.QueryFailed;
import io.replyx.verify.database.ReadTimedOut;
import io.replyx.verify.operation.monitor.Monitor;
import io.replyx.verify.operation.monitor.Reading;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;
import io.replyx.verify.settings.WrongUse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Say how a database in use fares. */
@Command(
        name = "monitor",
        description = {
            "Say how the database that DATABASE_URL names fares, read-only: sizes and growth, disk, indexes, slow"
                    + " statements, old transactions, lock waits, builds, bloat, migrations.",
            "A threshold of the contract that is exceeded is named, and the exit code is 1."
        })
final class MonitorCommand extends ConsoleCommand {
    private static final Pattern INTERVAL = Pattern.compile("([1-9][0-9]{0,4}) ?(s|min)");
    private static final String REDRAW = "\u001b[H\u001b[2J";

    /** How a reading is told. */
    enum Format {
        TABLE,
        JSON,
        PROMETHEUS
    }

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Keep sizes in this file, and tell growth by it: one JSON object a line, 400 days of them.")
    @Nullable
    private Path history;

    @Option(
            names = "--disk",
            paramLabel = "PATH",
            description = "A path of this machine that is on the disk of the server's data.")
    @Nullable
    private Path disk;

    @Option(names = "--format", description = "table, json or prometheus (default: table).")
    private Format format = Format.TABLE;

    @Option(
            names = "--watch",
            paramLabel = "INTERVAL",
            description = "Look again and again, as in 5s; redrawn on a terminal, a line for each look elsewhere.")
    @Nullable
    private String watch;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "With --watch, end after so many looks (default: never).")
    private int rounds = Integer.MAX_VALUE;

    @Override
    public Integer call() {
        DatabaseUrl url = TargetOptions.read(environment(), "monitor");
        Monitor monitor = new Monitor(
                url.withApplicationName("replyx-verify monitor"),
                target.subject(environment()),
                Optional.ofNullable(history),
                Optional.ofNullable(disk));
        if (watch == null) {
            Reading reading = monitor.look();
            console().say(text(reading));
            return code(reading).code();
        }
        return watch(monitor, interval(watch)).code();
    }

    private Duration interval(String given) {
        Matcher interval = INTERVAL.matcher(given);
        if (!interval.matches()) {
            throw new WrongUse("--watch " + given + " is no interval: it is one as in 5s or 1min");
        }
        if (format == Format.PROMETHEUS || rounds < 1) {
            throw new WrongUse("--watch goes with --format table or json, and with --rounds of 1 or more");
        }
        long amount = Long.parseLong(interval.group(1));
        return interval.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMinutes(amount);
    }

    private ExitCode watch(Monitor monitor, Duration interval) {
        CountDownLatch stop = new CountDownLatch(1);
        try (Interruption interruption = new Interruption(stop::countDown)) {
            ExitCode last = ExitCode.READY;
            for (int round = 1; round <= rounds && !interruption.happened(); round++) {
                last = look(monitor);
                if (round < rounds && stop.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                    return ExitCode.INTERRUPTED;
                }
            }
            return last;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }

    /** A database that does not answer now may do so in the next round. */
    private ExitCode look(Monitor monitor) {
        try {
            Reading reading = monitor.look();
            console().say(format == Format.JSON ? MonitorJson.line(reading) : live(reading));
            return code(reading);
        } catch (NoUsableDatabase | ReadTimedOut | QueryFailed failure) {
            return tell(failure);
        }
    }

    private ExitCode tell(ExpectedFailure failure) {
        error("verify: " + failure.getMessage());
        return failure.exitCode();
    }

    private String live(Reading reading) {
        return console().canAsk() ? REDRAW + MonitorText.of(reading) : MonitorText.line(reading);
    }

    private String text(Reading reading) {
        return switch (format) {
            case TABLE -> MonitorText.of(reading);
            case JSON -> MonitorJson.of(reading);
            case PROMETHEUS -> MonitorMetrics.of(reading);
        };
    }

    private static ExitCode code(Reading reading) {
        return reading.exceeded().isEmpty() ? ExitCode.READY : ExitCode.NOT_READY;
    }
}
