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
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,8}) ?(ms|s|min|h)");
    private static final Pattern PERCENT = Pattern.compile("([1-9][0-9]?|100) ?%");
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
        return new Thresholds(stated);
    }

    private static void stated(Map<String, String> stated, String name, Pattern form, String demand, Checks check) {
        String value = stated.get(name);
        check.that(value == null || form.matcher(value).matches(), "thresholds." + name, demand);
    }

    /** The longest that a transaction may be open. */
    public Duration longTransaction() {
        return match(LONG_TRANSACTION, DURATION)
                .map(match -> duration(Long.parseLong(match.group(1)), match.group(2)))
                .orElse(Duration.ofMinutes(5));
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
        return percent(CONNECTIONS_USED);
    }

    /** The share of a sequence that may be used up, in percent. */
    public int sequenceUsed() {
        return percent(SEQUENCE_USED);
    }

    private int percent(String name) {
        return match(name, PERCENT)
                .map(match -> Integer.parseInt(match.group(1)))
                .orElse(80);
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
