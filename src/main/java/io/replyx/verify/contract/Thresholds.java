package io.replyx.verify.contract;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Limits that a subject's team states, by name; what it leaves out has a value that suits most databases.
 *
 * @param stated the limits as they stand in the contract
 */
public record Thresholds(Map<String, String> stated) {
    private static final String LONG_TRANSACTION = "longTransaction";
    private static final String CONNECTIONS_USED = "connectionsUsed";
    private static final String SEQUENCE_USED = "sequenceUsed";
    private static final String TRANSACTION_ID_AGE = "transactionIdAge";
    private static final String DATABASE_SIZE = "databaseSize";
    private static final String TABLE_SIZE = "tableSize";
    private static final String DISK_USED = "diskUsed";
    private static final String DAILY_GROWTH = "dailyGrowth";
    private static final String SLOW_STATEMENT = "slowStatement";
    private static final String REPLICATION_LAG = "replicationLag";
    private static final long KB = 1024;
    private static final long MB = 1024 * KB;
    private static final long GB = 1024 * MB;
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,8}) ?(ms|s|min|h)");
    private static final Pattern PERCENT = Pattern.compile("([1-9][0-9]?|100) ?%");
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,5}) ?(kB|MB|GB|TB)");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    public Thresholds {
        stated = Map.copyOf(stated);
    }

    /** No limit is stated. */
    public static Thresholds none() {
        return new Thresholds(Map.of());
    }

    static Thresholds checked(Map<String, String> stated, Checks check) {
        stated(stated, LONG_TRANSACTION, DURATION, "must be a time, as in 5min or 30s", check);
        stated(stated, CONNECTIONS_USED, PERCENT, "must be a share, as in 80%", check);
        stated(stated, SEQUENCE_USED, PERCENT, "must be a share, as in 80%", check);
        stated(stated, TRANSACTION_ID_AGE, NUMBER, "must be a number, as in \"1000000000\"", check);
        stated(stated, DATABASE_SIZE, SIZE, "must be a size, as in 10GB", check);
        stated(stated, TABLE_SIZE, SIZE, "must be a size, as in 1GB", check);
        stated(stated, DAILY_GROWTH, SIZE, "must be a size, as in 100MB", check);
        stated(stated, REPLICATION_LAG, SIZE, "must be a size, as in 1GB", check);
        stated(stated, DISK_USED, PERCENT, "must be a share, as in 85%", check);
        stated(stated, SLOW_STATEMENT, DURATION, "must be a time, as in 100ms", check);
        return new Thresholds(stated);
    }

    private static void stated(Map<String, String> stated, String name, Pattern form, String demand, Checks check) {
        String value = stated.get(name);
        check.that(value == null || form.matcher(value).matches(), "thresholds." + name, demand);
    }

    /** The longest that a transaction may be open. */
    public Duration longTransaction() {
        return time(LONG_TRANSACTION, Duration.ofMinutes(5));
    }

    /** The longest that a statement may take on average. */
    public Duration slowStatement() {
        return time(SLOW_STATEMENT, Duration.ofMillis(100));
    }

    private Duration time(String name, Duration usual) {
        return match(name, DURATION)
                .map(match -> duration(Long.parseLong(match.group(1)), match.group(2)))
                .orElse(usual);
    }

    /** The bytes that the database may have. */
    public long databaseSize() {
        return size(DATABASE_SIZE, 10 * GB);
    }

    /** The bytes that a table may have, with its indexes. */
    public long tableSize() {
        return size(TABLE_SIZE, GB);
    }

    /** The bytes that the database may grow by in a day. */
    public long dailyGrowth() {
        return size(DAILY_GROWTH, 100 * MB);
    }

    /** The bytes of log that a standby may be behind, or that may be kept for one. */
    public long replicationLag() {
        return size(REPLICATION_LAG, GB);
    }

    /** As PostgreSQL counts: 1 kB is 1024 bytes. */
    private long size(String name, long usual) {
        return match(name, SIZE)
                .map(match -> Long.parseLong(match.group(1))
                        * switch (match.group(2)) {
                            case "kB" -> KB;
                            case "MB" -> MB;
                            case "GB" -> GB;
                            default -> 1024 * GB;
                        })
                .orElse(usual);
    }

    /** The share of the disk that may be taken, in percent. */
    public int diskUsed() {
        return percent(DISK_USED, 85);
    }

    private static Duration duration(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "min" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    /** The share of connections that may be taken, in percent. */
    public int connectionsUsed() {
        return percent(CONNECTIONS_USED, 80);
    }

    /** The share of a sequence that may be used up, in percent. */
    public int sequenceUsed() {
        return percent(SEQUENCE_USED, 80);
    }

    private int percent(String name, int usual) {
        return match(name, PERCENT)
                .map(match -> Integer.parseInt(match.group(1)))
                .orElse(usual);
    }

    /** The age that transaction IDs may reach. */
    public long transactionIdAge() {
        return match(TRANSACTION_ID_AGE, NUMBER)
                .map(match -> Long.parseLong(match.group()))
                .orElse(1_000_000_000L);
    }

    private Optional<Matcher> match(String name, Pattern form) {
        return Optional.ofNullable(stated.get(name)).map(form::matcher).filter(Matcher::matches);
    }
}
