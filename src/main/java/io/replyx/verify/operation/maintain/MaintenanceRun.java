package io.replyx.verify.operation.maintain;

import io.replyx.verify.database.Connector;
import io.replyx.verify.migration.lock.LockHeld;
import io.replyx.verify.migration.lock.MigrationLock;
import io.replyx.verify.migration.lock.StatementStop;
import io.replyx.verify.migration.lock.WaitLimits;
import io.replyx.verify.operation.Stop;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExitCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** One maintenance at work: one session, and one statement after the other. */
final class MaintenanceRun {
    private final DatabaseUrl url;
    private final MaintenancePlan plan;
    private final Consumer<String> progress;
    private final List<Step> done = new ArrayList<>();
    private final Stop stop = new Stop();

    MaintenanceRun(DatabaseUrl url, MaintenancePlan plan, Consumer<String> progress) {
        this.url = url;
        this.plan = plan;
        this.progress = progress;
    }

    void run() {
        Connector connector = Connector.forProduction();
        try (Connection connection = connector.open(url)) {
            stop.cancels(connection);
            giveMemory(connection);
            try (Upkeep upkeep = new Upkeep(connection, connector.dataSource(url), limits())) {
                for (Step step : plan.steps()) {
                    if (stop.asked()) {
                        throw stopped(ExitCode.FAILED_AND_BACK, "Interrupted.");
                    }
                    locked(connection, upkeep, step);
                }
            }
        } catch (SQLException lost) {
            throw stopped(
                    ExitCode.FAILED_PART_WAY,
                    "The work on " + plan.address() + " ended: " + lost.getMessage()
                            + ". An index that was being built may have left an INVALID one beside it, which the next"
                            + " run drops first.");
        } finally {
            stop.forget();
        }
    }

    private WaitLimits limits() {
        WaitLimits usual = WaitLimits.STANDARD;
        return new WaitLimits(
                usual.locks(),
                plan.request().longest(),
                plan.request().longest(),
                plan.request().snapshots(),
                usual.idle(),
                usual.doubt());
    }

    private void giveMemory(Connection connection) throws SQLException {
        Optional<String> memory = plan.request().memory();
        if (memory.isPresent()) {
            try (PreparedStatement set =
                    connection.prepareStatement("select pg_catalog.set_config('maintenance_work_mem', ?, false)")) {
                set.setString(1, memory.get());
                set.execute();
            }
        }
    }

    /** The lock is let go of after each statement: a deployment need not wait for all of them. */
    private void locked(Connection connection, Upkeep upkeep, Step step) throws SQLException {
        MigrationLock lock;
        try {
            lock = MigrationLock.take(
                    connection, plan.historyTable(), plan.request().lockWait());
        } catch (LockHeld held) {
            if (done.isEmpty()) {
                throw held;
            }
            throw stopped(ExitCode.LOCKED, String.valueOf(held.getMessage()));
        }
        try {
            step(upkeep, step);
        } finally {
            lock.close();
        }
    }

    private void step(Upkeep upkeep, Step step) throws SQLException {
        progress.accept(step.sql());
        long begin = System.nanoTime();
        ProgressWatch watch = new ProgressWatch(url, upkeep.process(), progress);
        Optional<StatementStop> end;
        try {
            end = upkeep.take(step);
        } finally {
            watch.close();
        }
        upkeep.notes().forEach(note -> progress.accept("  " + note));
        if (end.isPresent()) {
            throw stopped(step, end.get());
        }
        done.add(step);
        progress.accept(String.format(Locale.ROOT, "  done in %.1f s", (System.nanoTime() - begin) / 1e9));
    }

    private MaintenanceStopped stopped(Step step, StatementStop end) {
        String left = end.clean()
                ? " It left nothing behind."
                : " It may have left an INVALID index beside " + step.object() + ", which the next run drops first.";
        ExitCode code = end.waited() ? ExitCode.LOCKED : ExitCode.FAILED_AND_BACK;
        return stopped(
                end.clean() ? code : ExitCode.FAILED_PART_WAY,
                (stop.asked() ? "Interrupted: " : "") + step.sql() + ": " + end.describe() + "\n" + left.strip());
    }

    private MaintenanceStopped stopped(ExitCode code, String reason) {
        List<String> left = plan.steps().stream()
                .filter(step -> !done.contains(step))
                .map(Step::object)
                .distinct()
                .toList();
        String only = plan.request()
                .only()
                .map(work -> "--only " + work.name().toLowerCase(Locale.ROOT) + " ")
                .orElse("");
        ExitCode whole = code == ExitCode.FAILED_AND_BACK && !done.isEmpty() ? ExitCode.FAILED_PART_WAY : code;
        return new MaintenanceStopped(
                whole,
                reason + " Done: "
                        + (done.isEmpty()
                                ? "nothing"
                                : String.join("; ", done.stream().map(Step::sql).toList()))
                        + ". To go on: ./verify maintain " + only + String.join(" ", left));
    }

    void stop() {
        stop.ask();
    }
}
