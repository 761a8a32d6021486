package io.replyx.verify.migration.lock;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The moment until which something is tried again. */
public final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    public static Deadline in(Duration patience) {
        return new Deadline(System.nanoTime() + patience.toNanos());
    }

    public boolean over() {
        return System.nanoTime() - end >= 0;
    }

    /** Pause between two tries, and not beyond the end. An interruption ends the waiting for good. */
    public void pause(Duration pause) {
        long left = Math.max(0, end - System.nanoTime());
        Pause.of(Duration.ofNanos(Math.min(left, pause.toNanos())));
    }

    /** Wait for nothing but time. */
    public static final class Pause {
        private Pause() {}

        public static void of(Duration length) {
            try {
                TimeUnit.NANOSECONDS.sleep(length.toNanos());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting", interrupted);
            }
        }
    }
}
