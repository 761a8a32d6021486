package io.replyx.verify.operation.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much a database has grown.
 *
 * @param since when it was last looked at a day ago or earlier; the first look, where none is that old
 * @param bytes how much larger the database is now
 * @param days the days since then, and one at least: less than a day says nothing of a day
 * @param tables how much larger each table is, of those that were there then
 */
public record Growth(Instant since, long bytes, double days, Map<String, Long> tables) {
    private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

    static Growth between(Sample then, Sample now) {
        Map<String, Long> tables = new TreeMap<>();
        now.tables().forEach((name, bytes) -> {
            Long before = then.tables().get(name);
            if (before != null) {
                tables.put(name, bytes - before);
            }
        });
        double days = Duration.between(then.at(), now.at()).toMillis() / DAY_MILLIS;
        return new Growth(then.at(), now.bytes() - then.bytes(), Math.max(1, days), tables);
    }

    /** Bytes a day. */
    public double daily() {
        return bytes / days;
    }
}
