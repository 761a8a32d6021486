package io.replyx.verify.database;

import io.replyx.verify.database.gate.Meter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Watches over what all reads of a run together, and each of them, may cost. */
final class RunClock {
    private final ReadLimits limits;
    private final long startNanos = System.nanoTime();

    RunClock(ReadLimits limits) {
        this.limits = limits;
    }

    /**
     * Let a read or statement begin only while there is time.
     *
     * @throws ReadTimedOut when the time of the run is used up
     */
    void requireTime() {
        if (left().isNegative() || left().isZero()) {
            throw new ReadTimedOut("The run's time of " + limits.run().toSeconds()
                    + " s is used up, and nothing more was read. budgets.run of the contract states it.");
        }
    }

    /** The limits of a transaction that begins now. */
    ReadLimits remaining() {
        return new ReadLimits(statement(), limits.lock(), limits.idle(), limits.run(), limits.rows());
    }

    /** How long a statement that begins now may run: it does not outlast the run. */
    private Duration statement() {
        return limits.statement().compareTo(left()) < 0 ? limits.statement() : left();
    }

    /** A meter for one read, which tells a watch of every statement. */
    Meter meter(ReadWatch watch) {
        return new Meter() {
            /** The call that finds no further row counts too. */
            private long calls;

            @Override
            public void statement(Supplier<String> text) {
                requireTime();
                watch.sent(text);
            }

            @Override
            public Optional<Duration> rest() {
                return Optional.of(left()).filter(left -> left.compareTo(limits.statement()) < 0);
            }

            @Override
            public long rows() {
                return limits.rows();
            }

            @Override
            public void row() {
                requireTime();
                if (++calls - 1 > limits.rows()) {
                    throw new ReadTimedOut("A read fetched more than " + limits.rows()
                            + " rows and was given up. budgets.rows of the contract states how many it may.");
                }
            }
        };
    }

    /** What is left of the run's time; negative when it is used up. */
    Duration left() {
        return limits.run().minusNanos(System.nanoTime() - startNanos);
    }
}
