package io.replyx.verify.cli;

import io.replyx.verify.evidence.health.IndexUse;
import io.replyx.verify.evidence.health.LockWait;
import io.replyx.verify.evidence.health.LongTransaction;
import io.replyx.verify.evidence.health.SlowStatement;
import io.replyx.verify.evidence.health.TableSize;
import io.replyx.verify.evidence.health.WorkProgress;
import io.replyx.verify.operation.DatabaseStatus;
import io.replyx.verify.operation.monitor.Bytes;
import io.replyx.verify.operation.monitor.Exceeded;
import io.replyx.verify.operation.monitor.Growth;
import io.replyx.verify.operation.monitor.Part;
import io.replyx.verify.operation.monitor.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How a database fares, for a person. */
final class MonitorText {
    private static final int MOST = 10;
    private static final Duration YOUNG = Duration.ofSeconds(1);

    private final Reading reading;
    private final List<String> lines = new ArrayList<>();

    private MonitorText(Reading reading) {
        this.reading = reading;
    }

    static String of(Reading reading) {
        MonitorText text = new MonitorText(reading);
        text.write();
        return String.join("\n", text.lines);
    }

    /** The reading in one line, for a view that goes on. */
    static String line(Reading reading) {
        return reading.at().truncatedTo(ChronoUnit.SECONDS) + "  " + Bytes.of(reading.bytes())
                + reading.growth()
                        .value()
                        .map(growth -> ", " + signed(growth.daily()) + " a day")
                        .orElse("")
                + ", transactions " + count(reading.transactions())
                + ", lock waits "
                + reading.waits()
                        .value()
                        .map(MonitorText::waiting)
                        .map(String::valueOf)
                        .orElse("unknown")
                + reading.builds().value().orElse(List.of()).stream()
                        .map(build -> "; " + build(build))
                        .reduce("", String::concat)
                + reading.exceeded().stream()
                        .map(each -> "; exceeded " + each.describe())
                        .reduce("", String::concat);
    }

    private static long waiting(List<LockWait> waits) {
        return waits.stream()
                .filter(wait -> !wait.blockers().isEmpty())
                .map(LockWait::pid)
                .distinct()
                .count();
    }

    private static String count(Part<? extends List<?>> part) {
        return part.value().map(list -> String.valueOf(list.size())).orElse("unknown");
    }

    private void write() {
        lines.add(reading.database() + " at " + reading.at().truncatedTo(ChronoUnit.SECONDS));
        one("migrations", reading.status(), MonitorText::migrations);
        lines.add(row("size", Bytes.of(reading.bytes())));
        one("growth", reading.growth(), MonitorText::growth);
        one(
                "disk",
                reading.disk(),
                disk -> String.format(
                        Locale.ROOT,
                        "%.0f%% of %s taken, %s free",
                        disk.usedPercent(),
                        Bytes.of(disk.total()),
                        Bytes.of(disk.free())));
        tables();
        many("indexes", noteworthyFirst(), index());
        many("slow", reading.slow(), MonitorText::slow);
        many("open", reading.transactions(), MonitorText::transaction);
        many("waits", reading.waits(), MonitorText::wait);
        many("builds", reading.builds(), MonitorText::build);
        many(
                "bloat",
                reading.bloat(),
                bloat -> String.format(
                        Locale.ROOT,
                        "%s %s: about %s, %.0f%%",
                        bloat.kind(),
                        bloat.name(),
                        Bytes.of(bloat.bytes()),
                        bloat.percent()));
        if (!reading.othersVisible()) {
            lines.add(
                    row("role", "does not see sessions and statements of others: GRANT pg_read_all_stats shows them"));
        }
        exceeded();
    }

    private void exceeded() {
        lines.add("");
        if (reading.exceeded().isEmpty()) {
            lines.add("No threshold is exceeded.");
        }
        reading.exceeded().stream().map(Exceeded::describe).forEach(each -> lines.add("Exceeded " + each));
    }

    private static String migrations(DatabaseStatus status) {
        return "version " + status.current().map(Object::toString).orElse("unknown or none")
                + status.head().map(head -> ", head " + head.version()).orElse(", no scripts")
                + (status.pending().isEmpty() ? "" : ", " + status.pending().size() + " pending")
                + status.lockHolder()
                        .map(holder -> "; lock held by " + holder.describe())
                        .orElse("");
    }

    private static String growth(Growth growth) {
        return signed((double) growth.bytes()) + " since " + growth.since().truncatedTo(ChronoUnit.SECONDS) + ", "
                + signed(growth.daily()) + " a day";
    }

    private static String signed(double bytes) {
        return (bytes < 0 ? "" : "+") + Bytes.of(bytes);
    }

    private void tables() {
        List<TableSize> tables = reading.tables();
        lines.add(row("tables", tables.size() + " with rows, indexes and estimated number of rows"));
        tables.stream()
                .limit(MOST)
                .map(table -> String.format(
                        Locale.ROOT,
                        "%-44s %9s %9s %12d%s",
                        table.name(),
                        Bytes.of(table.data()),
                        Bytes.of(table.indexes()),
                        table.rows(),
                        table.estimated() ? "  (locked: as of its last VACUUM)" : ""))
                .forEach(line -> lines.add(row("", line)));
        more(tables.size());
    }

    private Part<List<IndexUse>> noteworthyFirst() {
        Comparator<IndexUse> order = Comparator.comparing(IndexUse::valid)
                .thenComparing(index -> index.scans() > 0 || index.unique())
                .thenComparing(IndexUse::bytes, Comparator.reverseOrder());
        return new Part<>(
                reading.indexes().value().map(all -> all.stream().sorted(order).toList()),
                reading.indexes().reason());
    }

    private Function<IndexUse, String> index() {
        String since = reading.statisticsSince().map(Instant::toString).orElse("statistics began");
        return index -> String.format(
                Locale.ROOT,
                "%-56s %9s %10d scans%s%s",
                index.name(),
                Bytes.of(index.bytes()),
                index.scans(),
                index.valid() ? "" : "  INVALID",
                index.scans() == 0 && !index.unique() ? "  unused since " + since : "");
    }

    private static String slow(SlowStatement statement) {
        return String.format(
                Locale.ROOT,
                "%.0f ms on average, %d calls: %s",
                statement.mean(),
                statement.calls(),
                statement.text().orElse("(of another role; GRANT pg_read_all_stats shows it)"));
    }

    private static String transaction(LongTransaction transaction) {
        return transaction.holder() + ", role " + transaction.role() + ", " + transaction.state() + ", for "
                + age(transaction.age());
    }

    private static String wait(LockWait wait) {
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

    private static String build(WorkProgress build) {
        return build.command() + " " + build.object() + " by process " + build.pid()
                + (build.phase().isEmpty() ? "" : ", " + build.phase())
                + (build.percent().isPresent()
                        ? String.format(Locale.ROOT, ", %.0f%%", build.percent().getAsDouble())
                        : "");
    }

    private static String age(Duration age) {
        return age.compareTo(YOUNG) < 0 ? age.toMillis() + " ms" : age.toSeconds() + " s";
    }

    private <T> void one(String label, Part<T> part, Function<T, String> words) {
        lines.add(row(label, part.value().map(words).orElseGet(() -> "not known: " + part.reason())));
    }

    private <T> void many(String label, Part<List<T>> part, Function<T, String> words) {
        if (part.value().filter(list -> !list.isEmpty()).isEmpty()) {
            one(label, part, list -> "none");
            return;
        }
        List<T> list = part.value().get();
        for (int i = 0; i < Math.min(MOST * 2, list.size()); i++) {
            lines.add(row(i == 0 ? label : "", words.apply(list.get(i))));
        }
        if (list.size() > MOST * 2) {
            lines.add(row("", "and " + (list.size() - MOST * 2) + " more, which --format json tells"));
        }
    }

    private void more(int size) {
        if (size > MOST) {
            lines.add(row("", "and " + (size - MOST) + " smaller ones, which --format json tells"));
        }
    }

    private static String row(String label, String text) {
        return String.format(Locale.ROOT, "  %-10s %s", label, text);
    }
}
