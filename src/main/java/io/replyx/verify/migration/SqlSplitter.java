package io.replyx.verify.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a script into its statements where the server would: not inside quotes, dollar quotes, comments, parentheses or
 * the {@code BEGIN ATOMIC … END} body of a function.
 */
public final class SqlSplitter {
    private static final Pattern DOLLAR_TAG = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)?\\$");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Pattern CREATES_ROUTINE =
            Pattern.compile("(?is)\\s*create\\s+(or\\s+replace\\s+)?(function|procedure)\\b.*");

    private final String sql;
    private final List<SqlStatement> statements = new ArrayList<>();
    private int position;
    private int start = -1;
    private int depth;
    private int atomic;
    private String previousWord = "";

    private SqlSplitter(String sql) {
        this.sql = sql;
    }

    /** The statements of a script in order; comments between them belong to none. */
    public static List<SqlStatement> split(String sql) {
        return new SqlSplitter(sql).split();
    }

    private List<SqlStatement> split() {
        while (position < sql.length()) {
            step();
        }
        end(sql.length());
        return statements;
    }

    private void step() {
        char c = sql.charAt(position);
        if (sql.startsWith("--", position)) {
            position = indexAfter("\n", position);
        } else if (sql.startsWith("/*", position)) {
            skipBlockComment();
        } else if (Character.isWhitespace(c)) {
            position++;
        } else if (c == ';' && depth == 0 && atomic == 0) {
            end(position);
            position++;
        } else {
            begin();
            token(c);
        }
    }

    private void token(char c) {
        if (c == '\'') {
            skipQuoted('\'', escapesWithBackslash());
        } else if (c == '"') {
            skipQuoted('"', false);
        } else if (c == '$') {
            skipDollarQuoted();
        } else if (Character.isLetter(c) || c == '_') {
            word();
        } else {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            position++;
        }
    }

    private void begin() {
        if (start < 0) {
            start = position;
        }
    }

    private void end(int at) {
        if (start >= 0) {
            int line = 1
                    + (int) sql.substring(0, start)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            statements.add(new SqlStatement(sql.substring(start, at).strip(), line));
        }
        start = -1;
        depth = 0;
        atomic = 0;
        previousWord = "";
    }

    private boolean escapesWithBackslash() {
        return position > 0
                && (sql.charAt(position - 1) == 'E' || sql.charAt(position - 1) == 'e')
                && previousWord.equals("e");
    }

    private void word() {
        Matcher matcher = WORD.matcher(sql).region(position, sql.length());
        String word =
                matcher.lookingAt() ? matcher.group().toLowerCase(Locale.ROOT) : sql.substring(position, position + 1);
        position += word.length();
        if (word.equals("atomic") && previousWord.equals("begin") && createsRoutine()) {
            atomic = 1;
        } else if (atomic > 0 && word.equals("case")) {
            atomic++;
        } else if (atomic > 0 && word.equals("end")) {
            atomic--;
        }
        previousWord = word;
    }

    private boolean createsRoutine() {
        return CREATES_ROUTINE.matcher(sql.substring(start, position)).matches();
    }

    private void skipQuoted(char quote, boolean backslash) {
        position++;
        while (position < sql.length()) {
            char c = sql.charAt(position++);
            if (backslash && c == '\\') {
                position++;
            } else if (c == quote) {
                return;
            }
        }
        position = sql.length();
    }

    private void skipDollarQuoted() {
        Matcher tag = DOLLAR_TAG.matcher(sql).region(position, sql.length());
        position = tag.lookingAt() ? indexAfter(tag.group(), tag.end()) : position + 1;
    }

    private void skipBlockComment() {
        int nested = 0;
        do {
            if (sql.startsWith("/*", position)) {
                nested++;
                position += 2;
            } else if (sql.startsWith("*/", position)) {
                nested--;
                position += 2;
            } else {
                position++;
            }
        } while (nested > 0 && position < sql.length());
    }

    private int indexAfter(String end, int from) {
        int at = sql.indexOf(end, from);
        return at < 0 ? sql.length() : at + end.length();
    }
}
