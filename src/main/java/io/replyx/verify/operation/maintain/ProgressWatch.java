package io.replyx.verify.operation.maintain;

import io.replyx.verify.database.Connector;
import io.replyx.verify.evidence.health.WorkProgress;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExpectedFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells, over a connection of its own, how far another session's statement has come, when it has come further. */
final class ProgressWatch {
    private static final long POLL_SECONDS = 2;
    private static final long LONGEST_END_MILLIS = 5000;
    private static final double STEP_PERCENT = 10;

    private final DatabaseUrl url;
    private final int process;
    private final Consumer<String> progress;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;
    private String lastPhase = "";
    private double lastPercent;

    ProgressWatch(DatabaseUrl url, int process, Consumer<String> progress) {
        this.url = url;
        this.process = process;
        this.progress = progress;
        this.thread = new Thread(this::watch, "maintenance progress");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            // Most statements are over before there is anything to tell.
            if (over.await(POLL_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
            look();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (SQLException | ExpectedFailure lost) {
            // Work goes on without anybody who tells of it.
            over.countDown();
        }
    }

    private void look() throws SQLException, InterruptedException {
        try (Connection connection = Connector.forProduction().open(url);
                Statement limits = connection.createStatement()) {
            limits.execute("set statement_timeout = '5s'");
            limits.execute("set lock_timeout = '200ms'");
            do {
                WorkProgress.read(connection).stream()
                        .filter(work -> work.pid() == process)
                        .forEach(this::tell);
            } while (!over.await(POLL_SECONDS, TimeUnit.SECONDS));
        }
    }

    private void tell(WorkProgress work) {
        double percent = work.percent().orElse(0);
        if (!work.phase().equals(lastPhase) || percent >= lastPercent + STEP_PERCENT) {
            lastPhase = work.phase();
            lastPercent = percent;
            progress.accept("  " + work.phase()
                    + (work.percent().isPresent() ? String.format(Locale.ROOT, " %.0f%%", percent) : ""));
        }
    }

    /** End it. */
    void close() {
        over.countDown();
        try {
            thread.join(LONGEST_END_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
