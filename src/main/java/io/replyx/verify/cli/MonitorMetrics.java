package io.replyx.verify.cli;

import io.replyx.verify.evidence.health.LockWait;
import io.replyx.verify.operation.monitor.Exceeded;
import io.replyx.verify.operation.monitor.Reading;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** How a database fares, as metrics in base units; what could not be read has no series. */
final class MonitorMetrics {
    private static final double SECOND = 1000;
    private static final List<String> THRESHOLDS =
            List.of("databaseSize", "tableSize", "dailyGrowth", "diskUsed", "longTransaction");

    private final PrometheusText metrics = new PrometheusText();
    private final Reading reading;
    private final String database;

    private MonitorMetrics(Reading reading) {
        this.reading = reading;
        this.database = reading.database();
    }

    static String of(Reading reading) {
        MonitorMetrics all = new MonitorMetrics(reading);
        all.sizes();
        all.indexes();
        all.statements();
        all.sessions();
        all.migrations();
        all.thresholds();
        return all.metrics.text();
    }

    private void sizes() {
        gauge("database_size_bytes", "Size of the database.", reading.bytes());
        reading.tables().forEach(table -> {
            gauge("table_data_bytes", "Size of a table without its indexes.", table.data(), "table", table.name());
            gauge("table_index_bytes", "Size of a table's indexes.", table.indexes(), "table", table.name());
            gauge("table_rows", "Rows of a table, as the planner estimates.", table.rows(), "table", table.name());
        });
        reading.growth()
                .value()
                .ifPresent(growth -> gauge(
                        "database_growth_bytes_per_day",
                        "Growth of the database since a day ago or earlier.",
                        growth.daily()));
        reading.disk().value().ifPresent(disk -> {
            gauge("disk_size_bytes", "Size of the disk that the data is on.", disk.total());
            gauge("disk_free_bytes", "Free bytes of the disk that the data is on.", disk.free());
        });
        reading.bloat()
                .value()
                .orElse(List.of())
                .forEach(bloat -> gauge(
                        "bloat_bytes",
                        "Estimated room that holds nothing.",
                        bloat.bytes(),
                        "kind",
                        bloat.kind(),
                        "name",
                        bloat.name()));
    }

    private void indexes() {
        reading.indexes().value().orElse(List.of()).forEach(index -> {
            metrics.counter(
                    "replyx_index_scans_total",
                    "Scans of an index since statistics were reset.",
                    index.scans(),
                    labels("index", index.name(), "table", index.table()));
            gauge(
                    "index_size_bytes",
                    "Size of an index.",
                    index.bytes(),
                    "index",
                    index.name(),
                    "table",
                    index.table());
            gauge(
                    "index_valid",
                    "Whether queries may use an index.",
                    index.valid() ? 1 : 0,
                    "index",
                    index.name(),
                    "table",
                    index.table());
        });
        reading.builds().value().orElse(List.of()).forEach(build -> {
            if (build.percent().isPresent()) {
                gauge(
                        "index_build_progress_ratio",
                        "Done part of the phase of a build.",
                        build.percent().getAsDouble() / 100,
                        "index",
                        build.object(),
                        "phase",
                        build.phase());
            }
        });
    }

    private void statements() {
        reading.slow().value().ifPresent(slow -> {
            gauge("slow_statements", "Statements that take longer on average than the threshold.", slow.size());
            slow.stream()
                    .filter(statement -> !statement.id().isEmpty())
                    .forEach(statement -> gauge(
                            "slow_statement_mean_seconds",
                            "Mean time of a slow statement.",
                            statement.mean() / SECOND,
                            "queryid",
                            statement.id()));
        });
    }

    private void sessions() {
        reading.transactions().value().ifPresent(open -> {
            gauge("open_transactions", "Open transactions that the role sees.", open.size());
            gauge(
                    "oldest_transaction_age_seconds",
                    "Age of the oldest open transaction.",
                    open.stream().mapToLong(each -> each.age().toMillis()).max().orElse(0) / SECOND);
        });
        reading.waits().value().ifPresent(waits -> {
            gauge(
                    "lock_waiting_sessions",
                    "Sessions that wait for a lock.",
                    waits.stream()
                            .filter(wait -> !wait.blockers().isEmpty())
                            .map(LockWait::pid)
                            .distinct()
                            .count());
            gauge(
                    "lock_longest_wait_seconds",
                    "How long the longest wait for a lock has gone on.",
                    waits.stream()
                                    .flatMap(wait -> wait.waited().stream())
                                    .mapToLong(Duration::toMillis)
                                    .max()
                                    .orElse(0)
                            / SECOND);
        });
    }

    private void migrations() {
        reading.status().value().ifPresent(status -> {
            gauge(
                    "pending_migrations",
                    "Versions of the scripts that the database has not had.",
                    status.pending().size());
            gauge(
                    "migrations_info",
                    "Version of the database and head of the scripts.",
                    1,
                    "version",
                    status.current().map(Object::toString).orElse(""),
                    "head",
                    status.head().map(head -> head.version().toString()).orElse(""));
        });
    }

    private void thresholds() {
        var counts =
                reading.exceeded().stream().collect(Collectors.groupingBy(Exceeded::threshold, Collectors.counting()));
        THRESHOLDS.forEach(name -> gauge(
                "threshold_exceeded",
                "How many objects exceed a threshold of the contract.",
                counts.getOrDefault(name, 0L),
                "threshold",
                name));
    }

    private void gauge(String name, String help, Number value, String... labels) {
        metrics.gauge("replyx_" + name, help, value, labels(labels));
    }

    private String[] labels(String... more) {
        String[] labels = new String[more.length + 2];
        labels[0] = "database";
        labels[1] = database;
        System.arraycopy(more, 0, labels, 2, more.length);
        return labels;
    }
}
