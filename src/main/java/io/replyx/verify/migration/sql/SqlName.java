package io.replyx.verify.migration.sql;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of objects as scripts and the server write them. */
public final class SqlName {
    private static final String WORD = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";

    /** A name, with or without its schema, as a group of a regular expression. */
    public static final String PATTERN = "(" + WORD + "(?:\\s*\\.\\s*" + WORD + ")?)";

    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern QUOTED_TAIL = Pattern.compile("\"(?:[^\"]|\"\")+\"$");

    private SqlName() {}

    /** The last part of a name, without its schema and its quotes, as the catalog has it. */
    public static String last(String name) {
        return bare(tail(name).strip());
    }

    /** The schema of a qualified name, without its quotes. */
    public static String schema(String qualified) {
        return bare(qualified
                .substring(0, qualified.length() - tail(qualified).length() - 1)
                .strip());
    }

    private static String bare(String part) {
        return part.startsWith("\"")
                ? part.substring(1, part.length() - 1).replace("\"\"", "\"")
                : part.toLowerCase(Locale.ROOT);
    }

    private static String tail(String name) {
        return name.endsWith("\"") ? quotedTail(name) : name.substring(name.lastIndexOf('.') + 1);
    }

    static String withoutComments(String sql) {
        return COMMENT.matcher(sql).replaceAll(" ").strip();
    }

    private static String quotedTail(String name) {
        Matcher tail = QUOTED_TAIL.matcher(name);
        return tail.find() ? tail.group() : name;
    }
}
