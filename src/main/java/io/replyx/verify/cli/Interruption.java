package io.replyx.verify.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends an operation in an orderly way on Ctrl-C or a termination signal: the work is stopped, and the process lives on
 * until it has said where the database is.
 */
final class Interruption implements AutoCloseable {
    private static final long LONGEST_SECONDS = 20;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean happened;

    /** @param stop asks the work to end, from another thread */
    Interruption(Runnable stop) {
        this.hook = new Thread(() -> end(stop), "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void end(Runnable stop) {
        happened = true;
        stop.run();
        try {
            if (!finished.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                // The server ends the orphaned session by itself.
                return;
            }
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a signal came. */
    boolean happened() {
        return happened;
    }

    /** The work has ended and has said how. */
    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is at work: that is what it is for.
            finished.countDown();
        }
    }
}
