package io.replyx.verify.operation.maintain;

import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.DirectSession;
import io.replyx.verify.database.NoUsableDatabase;
import io.replyx.verify.database.ReadLimits;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Refused;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a database in use in shape. Every statement is bounded, can be run again after any interruption, and runs while
 * this holds the lock on migrations, so that no deployment changes what it works on; between statements a deployment
 * may have its turn.
 */
public final class Maintenance {
    private static final String APPLICATION = "replyx-verify maintain";

    private final DatabaseUrl url;
    private final Subject subject;
    private final Consumer<String> progress;
    private volatile @Nullable MaintenanceRun running;

    /**
     * Prepare to maintain; nothing is connected to yet.
     *
     * @param url the database, as a role that owns what is maintained
     * @param subject the contract says what that is
     * @param progress is told what goes on
     */
    public Maintenance(DatabaseUrl url, Subject subject, Consumer<String> progress) {
        this.url = url.withApplicationName(APPLICATION);
        this.subject = subject;
        this.progress = progress;
    }

    /**
     * Look at the database, read-only, and say what would be done.
     *
     * @throws Refused when a check speaks against it
     * @throws NoUsableDatabase when the database cannot be read
     */
    public MaintenancePlan plan(MaintenanceRequest request) {
        DirectSession.require(url);
        try (ReadOnlyDatabase database = new ReadOnlyDatabase(url, ReadLimits.standard())) {
            return new MaintenancePlanner(database, subject).plan(request);
        }
    }

    /**
     * Do what a plan says.
     *
     * @throws MaintenanceStopped when it did not come to its end
     * @throws NoUsableDatabase when the connection cannot be had
     */
    public void run(MaintenancePlan plan) {
        MaintenanceRun run = new MaintenanceRun(url, plan, progress);
        running = run;
        try {
            run.run();
        } finally {
            running = null;
        }
    }

    /** End a run from another thread: the statement at work is cancelled, and none is begun. */
    public void stop() {
        Optional.ofNullable(running).ifPresent(MaintenanceRun::stop);
    }
}
