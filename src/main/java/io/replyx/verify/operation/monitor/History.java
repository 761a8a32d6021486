package io.replyx.verify.operation.monitor;

import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * How large databases were, kept in a file between runs: of the last day a sample a minute at most, of the days before one
 * each, and nothing older than 400 days.
 */
final class History {
    private static final Duration OLDEST = Duration.ofDays(400);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path file;

    History(Path file) {
        this.file = file;
    }

    /** Add a sample, and tell how much the database has grown since a day ago; empty for the first sample. */
    Optional<Growth> add(Sample now) {
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = lock(channel);
            try {
                return addAlone(now);
            } finally {
                lock.release();
            }
        } catch (IOException unwritable) {
            throw new WrongUse("cannot write beside the history " + file + ": check that its folder is there and may"
                    + " be written to");
        }
    }

    private FileLock lock(FileChannel channel) {
        try {
            return Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .atMost(PATIENCE)
                    .until(() -> attempt(channel), Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException held) {
            throw new WrongUse("another ./verify monitor has been writing the history " + file + " for "
                    + PATIENCE.toSeconds() + " s; give each its own file");
        }
    }

    private static Optional<FileLock> attempt(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException ownProcess) {
            return Optional.empty();
        }
    }

    private Optional<Growth> addAlone(Sample now) {
        SampleFile samples = new SampleFile(file);
        List<Sample> all = samples.read();
        List<Sample> own = all.stream()
                .filter(sample -> sample.database().equals(now.database()))
                .filter(sample -> sample.at().isBefore(now.at()))
                .toList();
        Instant yesterday = now.at().minus(DAY);
        Optional<Sample> then = own.stream()
                .filter(sample -> !sample.at().isAfter(yesterday))
                .reduce((earlier, later) -> later)
                .or(() -> own.stream().findFirst());
        all.add(now);
        samples.write(kept(all, now.at()));
        return then.map(sample -> Growth.between(sample, now));
    }

    private static List<Sample> kept(List<Sample> all, Instant now) {
        Set<String> seen = new HashSet<>();
        List<Sample> kept = new ArrayList<>();
        for (Sample sample : all) {
            boolean young = sample.at().isAfter(now.minus(DAY));
            Instant slot = sample.at().truncatedTo(young ? ChronoUnit.MINUTES : ChronoUnit.DAYS);
            if (sample.at().isAfter(now.minus(OLDEST)) && seen.add(sample.database() + " " + young + " " + slot)) {
                kept.add(sample);
            }
        }
        return kept;
    }
}
