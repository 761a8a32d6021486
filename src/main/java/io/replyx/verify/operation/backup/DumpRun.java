package io.replyx.verify.operation.backup;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A dump that is being written while the same snapshot is read. */
final class DumpRun {
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private DumpRun() {}

    static DumpRun begin(Runnable dump) {
        DumpRun run = new DumpRun();
        Thread thread = new Thread(() -> run.run(dump), "dump");
        thread.setDaemon(true);
        thread.start();
        return run;
    }

    private void run(Runnable dump) {
        try {
            dump.run();
            end.complete(null);
        } catch (RuntimeException failed) {
            end.completeExceptionally(failed);
        }
    }

    /** Wait for it, and fail as it did. */
    void await() {
        try {
            end.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException own ? own : failed;
        }
    }

    /** Wait for it after it was told to stop. */
    void awaitSilently() {
        end.exceptionally(stopped -> null).join();
    }
}
