package io.replyx.verify.cli;

import static org.awaitility.Awaitility.await;

import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.NoConnectionLeft;
import io.replyx.verify.database.ReadWatch;
import io.replyx.verify.evidence.PhaseClock;
import io.replyx.verify.jupiter.Run;
import io.replyx.verify.report.RunRecord;
import io.replyx.verify.settings.ExpectedFailure;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.specs.Specifications;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.pollinterval.IterativePollInterval;
import org.awaitility.pollinterval.PollInterval;

/** The run on one database of a fleet, which has the budget of a run of its own and ends in a record in any case. */
final class TargetRun {
    /** A server may count a connection for a moment longer than the run that has closed it. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Growing, since every attempt costs the server a process. */
    private static final PollInterval PAUSE = IterativePollInterval.iterative(
            pause -> pause.compareTo(Duration.ofSeconds(1)) < 0 ? pause.multipliedBy(2) : pause, Duration.ofMillis(50));

    private final Settings settings;
    private final Subject subject;
    private final String command;
    private final ReadWatch watch;
    private final Instant startedAt = Instant.now();
    private final long start = System.nanoTime();

    /**
     * A run on one of the databases.
     *
     * @param command what a person types to make such a run again
     * @param watch hears what is read
     */
    TargetRun(Settings settings, Subject subject, String command, ReadWatch watch) {
        this.settings = settings;
        this.subject = subject;
        this.command = command;
        this.watch = watch;
    }

    RunRecord look() {
        try (Run run = connected()) {
            RunFacts facts = new RunFacts(run, command, startedAt, start);
            try {
                run.facts();
                run.examineRole();
                run.observed();
                Specifications.verify(run);
                return facts.finished(Verdict.of(run));
            } catch (ExpectedFailure stopped) {
                return facts.stopped(stopped);
            } catch (RuntimeException error) {
                return facts.failed(error);
            }
        }
    }

    /** A run that has its connection, or that will tell by itself why it can have none. */
    private Run connected() {
        try {
            return await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(PAUSE)
                    .atMost(PATIENCE)
                    .until(this::attempt, Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException stillNone) {
            return begin();
        }
    }

    /** Each attempt is a run of its own, since the time of a run counts from its first read. */
    private Optional<Run> attempt() {
        Run run = begin();
        try {
            run.facts();
        } catch (NoConnectionLeft taken) {
            return Optional.empty();
        } catch (ExpectedFailure other) {
            // Of the same kind when it is asked again, and told then.
            return Optional.of(run);
        }
        return Optional.of(run);
    }

    private Run begin() {
        return new Run(settings, subject, new PhaseClock(), line -> {}, watch);
    }
}
