package io.replyx.verify.cli;

import io.replyx.verify.evidence.health.Bytes;
import io.replyx.verify.evidence.health.IndexUse;
import io.replyx.verify.evidence.health.LockWait;
import io.replyx.verify.evidence.health.TableSize;
import io.replyx.verify.operation.monitor.Exceeded;
import io.replyx.verify.operation.monitor.Part;
import io.replyx.verify.operation.monitor.Reading;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How a database fares, for a person. */
final class MonitorText {
    private static final int MOST = 10;

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
                        .map(growth -> ", " + MonitorWords.signed(growth.daily()) + " a day")
                        .orElse("")
                + ", transactions " + count(reading.transactions())
                + ", lock waits "
                + reading.waits()
                        .value()
                        .map(MonitorText::waiting)
                        .map(String::valueOf)
                        .orElse("unknown")
                + reading.builds().value().orElse(List.of()).stream()
                        .map(build -> "; " + MonitorWords.build(build))
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
        one("migrations", reading.status(), MonitorWords::migrations);
        lines.add(row("size", Bytes.of(reading.bytes())));
        one("growth", reading.growth(), MonitorWords::growth);
        one("disk", reading.disk(), MonitorWords::disk);
        tables();
        many("indexes", noteworthyFirst(), index -> MonitorWords.index(index, reading.statisticsSince()));
        many("slow", reading.slow(), MonitorWords::slow);
        many("open", reading.transactions(), MonitorWords::transaction);
        many("waits", reading.waits(), MonitorWords::wait);
        many("builds", reading.builds(), MonitorWords::build);
        many("bloat", reading.bloat(), MonitorWords::bloat);
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

    private void tables() {
        List<TableSize> tables = reading.tables();
        lines.add(row("tables", tables.size() + " with rows, indexes and estimated number of rows"));
        tables.stream().limit(MOST).map(MonitorWords::table).forEach(line -> lines.add(row("", line)));
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
