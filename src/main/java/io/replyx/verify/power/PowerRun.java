package io.replyx.verify.power;

import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.Server;
import io.replyx.verify.evidence.MeasurementFailed;
import io.replyx.verify.power.mutation.Mutant;
import io.replyx.verify.settings.Settings;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** All mutants before the suite, two side by side on one server. */
public final class PowerRun {
    private static final int SIDE_BY_SIDE = 2;
    private static final int TOLD_EVERY = 10;

    private final Server server;
    private final Subject subject;
    private final Settings settings;
    private final boolean withPeers;
    private final Consumer<String> progress;
    private final Instant end;

    /**
     * Prepare to judge a subject's mutants.
     *
     * @param withPeers whether Flyway's own checks and a comparison of dumps are asked as well
     * @param longest after which no other mutant is begun
     */
    public PowerRun(
            Server server,
            Subject subject,
            Settings settings,
            boolean withPeers,
            Duration longest,
            Consumer<String> progress) {
        this.end = Instant.now().plus(longest);
        this.server = server;
        this.subject = subject;
        this.settings = settings;
        this.withPeers = withPeers;
        this.progress = progress;
    }

    /** What became of each mutant, in their order. */
    public List<Verdict> judge(List<Mutant> mutants) {
        progress.accept("rehearsing the subject as it is");
        Sound sound = Sound.rehearse(server, subject, settings);
        progress.accept("keeping the sound database of every version");
        Tally tally = new Tally(mutants.size());
        // In no order that means anything, so that those that time is left for are a fair sample.
        List<Mutant> shuffled = new ArrayList<>(mutants);
        Collections.shuffle(shuffled, new Random(mutants.size()));
        Queue<Mutant> waiting = new ConcurrentLinkedQueue<>(shuffled);
        ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < SIDE_BY_SIDE; i++) {
                workers.add(threads.submit(() -> work(sound, waiting, tally)));
            }
            for (Future<?> worker : workers) {
                await(worker);
            }
            return tally.inOrder();
        } finally {
            threads.shutdownNow();
        }
    }

    private void work(Sound sound, Queue<Mutant> waiting, Tally tally) {
        try (Judge judge = new Judge(server, subject, settings, sound, withPeers)) {
            for (Mutant mutant = waiting.poll();
                    mutant != null && Instant.now().isBefore(end);
                    mutant = waiting.poll()) {
                tally.add(judge.judge(mutant));
            }
        } catch (SQLException failed) {
            throw new MeasurementFailed("cannot prepare the sound databases", failed);
        }
    }

    private static void await(Future<?> worker) {
        try {
            worker.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new MeasurementFailed("cannot judge the mutants", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MeasurementFailed("interrupted while mutants were judged", interrupted);
        }
    }

    /** Counts verdicts as they come and tells of them. */
    private final class Tally {
        private final int all;
        private final List<Verdict> verdicts = new ArrayList<>();

        Tally(int all) {
            this.all = all;
        }

        synchronized void add(Verdict verdict) {
            verdicts.add(verdict);
            if (verdict.fate() == Fate.SURVIVED || verdict.fate() == Fate.UNKNOWN) {
                progress.accept(
                        verdict.mutant().id() + " " + verdict.fate().name().toLowerCase(java.util.Locale.ROOT) + ": "
                                + verdict.mutant().change() + " (" + verdict.reason() + ")");
            }
            if (verdicts.size() % TOLD_EVERY == 0 || verdicts.size() == all) {
                progress.accept(verdicts.size() + " of " + all + " mutants judged");
            }
        }

        synchronized List<Verdict> inOrder() {
            List<Verdict> sorted = new ArrayList<>(verdicts);
            sorted.sort(
                    Comparator.comparing((Verdict verdict) -> verdict.mutant().version())
                            .thenComparing(verdict -> verdict.mutant().id()));
            return Collections.unmodifiableList(sorted);
        }
    }

    /** What the run took, and what it was made with. */
    public record Facts(
            long seed, String server, int operators, int possible, int chosen, Duration duration, boolean peers) {}
}
