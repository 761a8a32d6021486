package io.replyx.verify.contract;

import io.replyx.verify.database.ReadLimits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a production run may cost, by name; what a subject's team leaves out has a value that a busy database can bear.
 *
 * @param stated the budgets as they stand in the contract
 */
public record Budgets(Map<String, String> stated) {
    private static final String STATEMENT = "statement";
    private static final String LOCK = "lock";
    private static final String RUN = "run";
    private static final String ROWS = "rows";
    private static final String CONNECTIONS = "connections";
    private static final int USUAL_CONNECTIONS = 2;
    private static final long MOST_CONNECTIONS = 1000;
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5}) ?(ms|s|min)");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,11}");

    public Budgets {
        stated = Map.copyOf(stated);
    }

    /** No budget is stated. */
    public static Budgets none() {
        return new Budgets(Map.of());
    }

    static Budgets checked(Map<String, String> stated, Checks check) {
        for (Map.Entry<String, String> budget : stated.entrySet()) {
            String entry = "budgets." + budget.getKey();
            switch (budget.getKey()) {
                case STATEMENT, LOCK, RUN ->
                    check.that(
                            DURATION.matcher(budget.getValue()).matches(), entry, "must be a time, as in 5s or 200ms");
                case ROWS, CONNECTIONS ->
                    check.that(
                            NUMBER.matcher(budget.getValue()).matches(), entry, "must be a number, as in \"1000000\"");
                default -> check.that(false, entry, "is unknown: there are connections, statement, lock, run and rows");
            }
        }
        return new Budgets(stated);
    }

    /** How many connections a production run may have. */
    public int connections() {
        return Optional.ofNullable(stated.get(CONNECTIONS))
                .map(Long::valueOf)
                .map(most -> (int) Math.min(most, MOST_CONNECTIONS))
                .orElse(USUAL_CONNECTIONS);
    }

    /** The limits that every read of a production run keeps to. */
    public ReadLimits limits() {
        ReadLimits standard = ReadLimits.standard();
        return new ReadLimits(
                time(STATEMENT).orElse(standard.statement()),
                time(LOCK).orElse(standard.lock()),
                standard.idle(),
                time(RUN).orElse(standard.run()),
                Optional.ofNullable(stated.get(ROWS)).map(Long::valueOf).orElse(standard.rows()));
    }

    private Optional<Duration> time(String name) {
        return Optional.ofNullable(stated.get(name))
                .map(DURATION::matcher)
                .filter(Matcher::matches)
                .map(match -> duration(Long.parseLong(match.group(1)), match.group(2)));
    }

    private static Duration duration(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}
