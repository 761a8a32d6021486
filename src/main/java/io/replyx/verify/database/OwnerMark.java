package io.replyx.verify.database;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Marks what a process leaves lying about, so that a later one can tell whether its owner is still there. */
record OwnerMark(long pid, String host, long startedAt) {
    /** The start of a process is derived from the clock, which may have been set meanwhile. */
    private static final long CLOCK_DRIFT_MILLIS = 10_000;

    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,18})@([^:]*):([0-9]{1,18})");

    /** The mark of this process. */
    static OwnerMark own() {
        ProcessHandle self = ProcessHandle.current();
        return new OwnerMark(self.pid(), hostName(), startedAt(self));
    }

    static Optional<OwnerMark> parse(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new OwnerMark(
                        Long.parseLong(matcher.group(1)), matcher.group(2), Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    /** Whether its process ran on this host and is gone: numbers of processes are given out again, so time counts too. */
    boolean isOrphaned() {
        return host.equals(hostName())
                && ProcessHandle.of(pid)
                        .filter(process -> Math.abs(startedAt(process) - startedAt) < CLOCK_DRIFT_MILLIS)
                        .isEmpty();
    }

    @Override
    public String toString() {
        return pid + "@" + host + ":" + startedAt;
    }

    private static long startedAt(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String hostName() {
        try {
            Path kernel = Path.of("/proc/sys/kernel/hostname");
            return Files.isReadable(kernel)
                    ? Files.readString(kernel).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
