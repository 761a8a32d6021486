package io.replyx.verify.cli;

import io.replyx.verify.contract.Subject;
import io.replyx.verify.evidence.BackgroundThread;
import io.replyx.verify.report.FleetReports;
import io.replyx.verify.report.RunRecord;
import io.replyx.verify.report.TargetResult;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.settings.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Looks at the databases of a fleet, so many side by side; whatever happens to one, the others are looked at. */
final class FleetRun {
    /** For runs that are at work when somebody interrupts; shorter than the process waits for all of it. */
    private static final Duration LAST = Duration.ofSeconds(10);

    private final FleetOptions.Fleet fleet;
    private final Function<Target, Settings> settings;
    private final Subject subject;
    private final FleetReports reports;
    private final Console console;
    private final Map<String, TargetResult> results = new ConcurrentHashMap<>();
    private final CountDownLatch left;
    private volatile long stoppedAt;
    private volatile boolean stopped;

    FleetRun(
            FleetOptions.Fleet fleet,
            Function<Target, Settings> settings,
            Subject subject,
            FleetReports reports,
            Console console) {
        this.fleet = fleet;
        this.settings = settings;
        this.subject = subject;
        this.reports = reports;
        this.console = console;
        this.left = new CountDownLatch(fleet.targets().size());
    }

    /** Begin no other database, and wait for those at work only for a while. */
    void stop() {
        stoppedAt = System.nanoTime();
        stopped = true;
    }

    /** Look at all of them, and give the results in the order of the list. */
    List<TargetResult> run() {
        ExecutorService workers = BackgroundThread.threads(fleet.parallel(), "fleet");
        fleet.targets().forEach(target -> workers.execute(() -> work(target)));
        workers.shutdown();
        waitForAll();
        return fleet.targets().stream()
                .map(target -> results.getOrDefault(
                        target.name(),
                        TargetResult.without(target.name(), ExitCode.INTERRUPTED, "interrupted before its end")))
                .toList();
    }

    private void waitForAll() {
        try {
            while (!left.await(200, TimeUnit.MILLISECONDS)) {
                if (stopped && System.nanoTime() - stoppedAt > LAST.toNanos()) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Target target) {
        try {
            if (stopped) {
                results.put(target.name(), TargetResult.without(target.name(), ExitCode.INTERRUPTED, "not begun"));
                return;
            }
            TargetResult result = look(target);
            results.put(target.name(), result);
            console.progress(
                    FleetText.line(result, results.size(), fleet.targets().size()));
        } finally {
            left.countDown();
        }
    }

    private TargetResult look(Target target) {
        try {
            Settings own = settings.apply(target);
            ReadEcho echo = ReadEcho.of(console, target.name() + ": ", own);
            RunRecord record = new TargetRun(own, subject, command(target), echo).look();
            return reports.write(
                    target.name(), record, List.of(target.database().password()));
        } catch (ExpectedFailure failure) {
            return TargetResult.without(target.name(), failure.exitCode(), String.valueOf(failure.getMessage()));
        } catch (RuntimeException | Error error) {
            return TargetResult.without(
                    target.name(),
                    ExitCode.NOT_READY,
                    "stopped by an error of the suite's own: "
                            + error.getClass().getName());
        }
    }

    /** The variable, as a shell reads it, rather than what it holds. */
    private static String command(Target target) {
        return "DATABASE_URL=\"$" + target.variable() + "\" ./verify production";
    }
}
