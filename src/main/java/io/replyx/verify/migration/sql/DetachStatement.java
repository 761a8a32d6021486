package io.replyx.verify.migration.sql;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement that detaches a partition beside the work of others, in two transactions of its own.
 *
 * @param table the partitioned table as the statement names it
 * @param partition the partition as the statement names it
 */
public record DetachStatement(String table, String partition) {
    private static final Pattern FORM = Pattern.compile(
            "alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?" + SqlName.PATTERN
                    + "\\s*\\*?\\s+detach\\s+partition\\s+" + SqlName.PATTERN + "\\s+concurrently",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL | Pattern.UNICODE_CASE);

    /** Read a statement; empty when it is of another kind. */
    public static Optional<DetachStatement> of(SqlStatement statement) {
        Matcher matcher = FORM.matcher(SqlName.withoutComments(statement.text()));
        return matcher.matches()
                ? Optional.of(new DetachStatement(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    /** What completes it after an interruption between its transactions. */
    public String completion() {
        return "alter table " + table + " detach partition " + partition + " finalize";
    }
}
