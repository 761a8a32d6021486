package io.replyx.verify.evidence;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Threads that do one thing after another and do not keep the Java machine alive. */
public final class BackgroundThread {
    /** Longer than a step takes; what is at work then is left to the end of its connection. */
    private static final int PATIENCE_SECONDS = 60;

    private BackgroundThread() {}

    /** A single one. */
    public static ExecutorService named(String name) {
        return threads(1, name);
    }

    /** Several, which share what there is to do. */
    public static ExecutorService threads(int count, String name) {
        return Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Let it finish what it has begun, and no more. */
    public static void end(ExecutorService thread) {
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
