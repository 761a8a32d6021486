package io.replyx.verify.database;

import java.util.concurrent.atomic.AtomicBoolean;

/** Something to take away exactly once: when it is closed, or when the Java machine ends, by a signal too. */
final class Cleanup implements Runnable {
    private final AtomicBoolean done = new AtomicBoolean();
    private final Runnable action;
    private final Thread hook = new Thread(this::once, "replyx-verify-cleanup");

    private Cleanup(Runnable action) {
        this.action = action;
    }

    /** Promise to run an action; to be called before there is anything to take away. */
    static Cleanup promise(Runnable action) {
        var cleanup = new Cleanup(action);
        Runtime.getRuntime().addShutdownHook(cleanup.hook);
        return cleanup;
    }

    @Override
    public void run() {
        once();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The Java machine is ending already, and the hook will find nothing left to do.
            return;
        }
    }

    /** Whoever comes second waits for the first: the machine must not end in the middle of it. */
    private synchronized void once() {
        if (done.compareAndSet(false, true)) {
            action.run();
        }
    }
}
