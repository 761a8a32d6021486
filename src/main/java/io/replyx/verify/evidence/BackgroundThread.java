package io.replyx.verify.evidence;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A thread that does one thing after another and does not keep the Java machine alive. */
final class BackgroundThread {
    /** Longer than a step takes; what is at work then is left to the end of its connection. */
    private static final int PATIENCE_SECONDS = 60;

    private BackgroundThread() {}

    static ExecutorService named(String name) {
        return Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Let it finish what it has begun, and no more. */
    static void end(ExecutorService thread) {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
