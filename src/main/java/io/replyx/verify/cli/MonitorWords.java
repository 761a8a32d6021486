package io.replyx.verify.cli;

import io.replyx.verify.evidence.health.Bloat;
import io.replyx.verify.evidence.health.Bytes;
import io.replyx.verify.evidence.health.DiskSpace;
import io.replyx.verify.evidence.health.IndexUse;
import io.replyx.verify.evidence.health.LockWait;
import io.replyx.verify.evidence.health.LongTransaction;
import io.replyx.verify.evidence.health.SlowStatement;
import io.replyx.verify.evidence.health.TableSize;
import io.replyx.verify.evidence.health.WorkProgress;
import io.replyx.verify.operation.DatabaseStatus;
import io.replyx.verify.operation.LeftScratch;
import io.replyx.verify.operation.monitor.Growth;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** One fact of a reading in one line. */
final class MonitorWords {
    private static final Duration YOUNG = Duration.ofSeconds(1);

    private MonitorWords() {}

    static String migrations(DatabaseStatus status) {
        return "version " + status.current().map(Object::toString).orElse("unknown or none")
                + status.head().map(head -> ", head " + head.version()).orElse(", no scripts")
                + (status.pending().isEmpty() ? "" : ", " + status.pending().size() + " pending")
                + status.lockHolder()
                        .map(holder -> "; lock held by " + holder.describe())
                        .orElse("")
                + status.leftScratch().stream()
                        .map(left -> "; " + LeftScratch.describe(left))
                        .collect(Collectors.joining());
    }

    static String growth(Growth growth) {
        return signed((double) growth.bytes()) + " since " + growth.since().truncatedTo(ChronoUnit.SECONDS) + ", "
                + signed(growth.daily()) + " a day";
    }

    static String signed(double bytes) {
        return (bytes < 0 ? "" : "+") + Bytes.of(bytes);
    }

    static String disk(DiskSpace disk) {
        return String.format(
                Locale.ROOT,
                "%.0f%% of %s taken, %s free",
                disk.usedPercent(),
                Bytes.of(disk.total()),
                Bytes.of(disk.free()));
    }

    static String table(TableSize table) {
        return String.format(
                Locale.ROOT,
                "%-44s %9s %9s %12d%s",
                table.name(),
                Bytes.of(table.data()),
                Bytes.of(table.indexes()),
                table.rows(),
                table.estimated() ? "  (locked: as of its last VACUUM)" : "");
    }

    static String index(IndexUse index, Optional<Instant> since) {
        return String.format(
                Locale.ROOT,
                "%-56s %9s %10d scans%s%s",
                index.name(),
                Bytes.of(index.bytes()),
                index.scans(),
                index.valid() ? "" : "  INVALID",
                index.scans() == 0 && !index.unique()
                        ? "  unused since " + since.map(Instant::toString).orElse("statistics began")
                        : "");
    }

    static String bloat(Bloat bloat) {
        return String.format(
                Locale.ROOT,
                "%s %s: about %s, %.0f%%",
                bloat.kind(),
                bloat.name(),
                Bytes.of(bloat.bytes()),
                bloat.percent());
    }

    static String slow(SlowStatement statement) {
        return String.format(
                Locale.ROOT,
                "%.0f ms on average, %d calls: %s",
                statement.mean(),
                statement.calls(),
                statement.text().orElse("(of another role; GRANT pg_read_all_stats shows it)"));
    }

    static String transaction(LongTransaction transaction) {
        return transaction.holder() + ", role " + transaction.role() + ", " + transaction.state() + ", for "
                + age(transaction.age());
    }

    static String wait(LockWait wait) {
        String who = wait.pid() == 0 ? "a prepared transaction" : "process " + wait.pid();
        return "  ".repeat(wait.depth())
                + who
                + (wait.role().isEmpty() ? "" : ", role " + wait.role())
                + (wait.application().isEmpty() ? "" : ", " + wait.application())
                + (wait.state().isEmpty() ? "" : ", " + wait.state())
                + (wait.wants().isEmpty()
                        ? ": waits for nobody"
                        : ": wants " + wait.wants()
                                + wait.waited()
                                        .map(waited -> " for " + age(waited))
                                        .orElse(""))
                + (wait.depth() == 0
                        ? wait.transaction()
                                .map(open -> ", in a transaction for " + age(open))
                                .orElse("")
                        : "");
    }

    static String build(WorkProgress build) {
        return build.command() + " " + build.object() + " by process " + build.pid()
                + (build.phase().isEmpty() ? "" : ", " + build.phase())
                + (build.percent().isPresent()
                        ? String.format(Locale.ROOT, ", %.0f%%", build.percent().getAsDouble())
                        : "");
    }

    private static String age(Duration age) {
        return age.compareTo(YOUNG) < 0 ? age.toMillis() + " ms" : age.toSeconds() + " s";
    }
}
