package io.replyx.verify.migration.sql;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement that builds or drops an index beside the work of others, in several transactions of its own.
 *
 * @param kind what it does
 * @param index the index as the statement names it; for a table that is reindexed, empty
 * @param table the table as the statement names it, where it does
 */
public record ConcurrentStatement(Kind kind, Optional<String> index, Optional<String> table) {
    /** What such a statement does. */
    public enum Kind {
        CREATE,
        DROP,
        REINDEX
    }

    private static final String NAME = SqlName.PATTERN;
    private static final Pattern CREATE = pattern("create\\s+(?:unique\\s+)?index\\s+concurrently\\s+"
            + "(?:if\\s+not\\s+exists\\s+)?" + NAME + "\\s+on\\s+(?:only\\s+)?" + NAME + ".*");
    private static final Pattern DROP =
            pattern("drop\\s+index\\s+concurrently\\s+(?:if\\s+exists\\s+)?" + NAME + "(?:\\s.*)?");
    private static final Pattern REINDEX =
            pattern("reindex\\s+(?:\\([^)]*\\)\\s*)?(index|table)\\s+(?:concurrently\\s+)?" + NAME + ".*");
    private static final Pattern SAYS_SO = pattern(".*\\bconcurrently\\b.*");

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL | Pattern.UNICODE_CASE);
    }

    /** Read a statement; empty when it is of another kind. */
    public static Optional<ConcurrentStatement> of(SqlStatement statement) {
        String sql = SqlName.withoutComments(statement.text());
        if (!SAYS_SO.matcher(sql).matches()) {
            return Optional.empty();
        }
        Matcher create = CREATE.matcher(sql);
        if (create.matches()) {
            return Optional.of(
                    new ConcurrentStatement(Kind.CREATE, Optional.of(create.group(1)), Optional.of(create.group(2))));
        }
        Matcher drop = DROP.matcher(sql);
        if (drop.matches()) {
            return Optional.of(new ConcurrentStatement(Kind.DROP, Optional.of(drop.group(1)), Optional.empty()));
        }
        Matcher reindex = REINDEX.matcher(sql);
        return reindex.matches() ? Optional.of(reindex(reindex.group(1), reindex.group(2))) : Optional.empty();
    }

    private static ConcurrentStatement reindex(String what, String name) {
        return what.equalsIgnoreCase("index")
                ? new ConcurrentStatement(Kind.REINDEX, Optional.of(name), Optional.empty())
                : new ConcurrentStatement(Kind.REINDEX, Optional.empty(), Optional.of(name));
    }
}
