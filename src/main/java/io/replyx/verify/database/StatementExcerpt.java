package io.replyx.verify.database;

import java.util.regex.Pattern;

/** The beginning of somebody's statement, without the values and comments in it: they may be anybody's password. */
public final class StatementExcerpt {
    // A text that is cut off in the middle goes on to the end.
    private static final Pattern VALUE = Pattern.compile("(?s)/\\*.*?(\\*/|$)|--[^\\n]*"
            + "|[eE]'(?:[^'\\\\]|\\\\.|'')*('|\\\\?$)|'(?:[^']|'')*('|$)|\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$.*");
    private static final int SHOWN = 120;

    private StatementExcerpt() {}

    /** The excerpt, in one line of usual length. */
    public static String of(String statement) {
        return of(statement, SHOWN);
    }

    /** The excerpt, in one line of so many characters at most. */
    public static String of(String statement, int shown) {
        String line = VALUE.matcher(statement.strip())
                .replaceAll(
                        match -> match.group().startsWith("/") || match.group().startsWith("--") ? " " : "'…'")
                .replaceAll("\\s+", " ")
                .strip();
        return line.length() > shown ? line.substring(0, shown) + " …" : line;
    }
}
