package io.replyx.verify.evidence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up how long each phase of a run takes. Phases do not nest, but what goes on side by side is added up, so that the
 * sum may be more than the run.
 */
public final class PhaseClock {
    private final Map<String, Long> nanos = new LinkedHashMap<>();

    /** Work that gives a result and may fail in its own way. */
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        T run() throws X;
    }

    /** Do work and add its time to a phase. */
    public <T, X extends Exception> T time(String phase, Work<T, X> work) throws X {
        long start = System.nanoTime();
        try {
            return work.run();
        } finally {
            add(phase, System.nanoTime() - start);
        }
    }

    private synchronized void add(String phase, long time) {
        nanos.merge(phase, time, Long::sum);
    }

    /** The phases so far in the order in which they first began. */
    public synchronized List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        nanos.forEach((name, time) -> phases.add(new Phase(name, Duration.ofNanos(time))));
        return phases;
    }
}
