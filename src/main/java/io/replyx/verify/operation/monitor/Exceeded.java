package io.replyx.verify.operation.monitor;

import io.replyx.verify.contract.Thresholds;
import io.replyx.verify.evidence.health.Bytes;
import io.replyx.verify.evidence.health.LongTransaction;
import io.replyx.verify.evidence.health.TableSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A threshold of the contract that is exceeded.
 *
 * @param threshold its name in the contract
 * @param object what exceeds it
 * @param have what was read
 * @param want what may be at most
 */
public record Exceeded(String threshold, String object, String have, String want) {

    static List<Exceeded> among(Reading reading, Thresholds thresholds) {
        List<Exceeded> exceeded = new ArrayList<>();
        size(exceeded, "databaseSize", "database", reading.bytes(), thresholds.databaseSize());
        for (TableSize table : reading.tables()) {
            size(exceeded, "tableSize", "table " + table.name(), table.total(), thresholds.tableSize());
        }
        reading.growth()
                .value()
                .filter(growth -> growth.daily() > thresholds.dailyGrowth())
                .ifPresent(growth -> {
                    String have = Bytes.of(growth.daily()) + " a day since " + growth.since();
                    exceeded.add(new Exceeded(
                            "dailyGrowth", "growth of the database", have, Bytes.of(thresholds.dailyGrowth())));
                });
        reading.disk()
                .value()
                .filter(disk -> disk.usedPercent() > thresholds.diskUsed())
                .ifPresent(disk -> {
                    String have = String.format(
                            Locale.ROOT, "%.0f%% taken, %s free", disk.usedPercent(), Bytes.of(disk.free()));
                    exceeded.add(new Exceeded("diskUsed", "disk at " + disk.path(), have, thresholds.diskUsed() + "%"));
                });
        Duration longest = thresholds.longTransaction();
        reading.transactions().value().orElse(List.of()).stream()
                .filter(transaction -> transaction.age().compareTo(longest) > 0)
                .forEach(transaction -> exceeded.add(tooLong(transaction, longest)));
        return exceeded;
    }

    private static void size(List<Exceeded> exceeded, String name, String object, long have, long want) {
        if (have > want) {
            exceeded.add(new Exceeded(name, object, Bytes.of(have), Bytes.of(want)));
        }
    }

    private static Exceeded tooLong(LongTransaction transaction, Duration longest) {
        return new Exceeded(
                "longTransaction",
                "transaction of " + transaction.holder(),
                "open for " + seconds(transaction.age()),
                seconds(longest));
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() == 0 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
    }

    /** The threshold in one line. */
    public String describe() {
        return threshold + ": " + object + ", have " + have + ", want " + want + " at most";
    }
}
