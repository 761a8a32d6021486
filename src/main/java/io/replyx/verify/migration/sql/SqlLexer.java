package io.replyx.verify.migration.sql;

import io.replyx.verify.migration.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a script as the server does: what is a word, what is quoted, and what is a comment, which it leaves out. */
public final class SqlLexer {
    private static final Pattern DOLLAR_TAG = Pattern.compile("\\$([A-Za-z_[^\\x00-\\x7F]][\\w[^\\x00-\\x7F]]*)?\\$");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_[^\\x00-\\x7F]][\\w$[^\\x00-\\x7F]]*");
    private static final Pattern NUMBER = Pattern.compile("\\d\\w*");
    private static final String BLANKS = " \t\n\r\f\u000B";

    private final String sql;
    private final List<SqlToken> tokens = new ArrayList<>();
    private Optional<Unterminated> unterminated = Optional.empty();
    private int position;
    private int line;

    private SqlLexer(String sql, int firstLine) {
        this.sql = sql;
        this.line = firstLine;
    }

    /** The tokens of a script, and what was opened in it and never closed. */
    public record Lexed(List<SqlToken> tokens, Optional<Unterminated> unterminated) {}

    /** What swallows the rest of the script, and the line on which it begins. */
    public record Unterminated(String what, int line) {}

    public static Lexed read(String sql) {
        return read(sql, 1);
    }

    /** Read a text that begins on a line other than the first. */
    static Lexed read(String sql, int firstLine) {
        SqlLexer lexer = new SqlLexer(sql, firstLine);
        while (lexer.position < sql.length()) {
            lexer.step();
        }
        return new Lexed(lexer.tokens, lexer.unterminated);
    }

    private void step() {
        char c = sql.charAt(position);
        if (BLANKS.indexOf(c) >= 0) {
            moveTo(position + 1);
        } else if (sql.startsWith("--", position)) {
            moveTo(lineEnd());
        } else if (sql.startsWith("/*", position)) {
            skipBlockComment();
        } else if (c == '\'') {
            quoted(Kind.STRING, c, "string", followsE());
        } else if (c == '"') {
            quoted(Kind.QUOTED_NAME, c, "quoted name", false);
        } else if (c == '\\') {
            add(Kind.META_COMMAND, sql.substring(position, lineEnd()), lineEnd());
        } else if (!dollarString() && !matches(WORD, Kind.WORD) && !matches(NUMBER, Kind.NUMBER)) {
            add(Kind.SIGN, sql.substring(position, position + 1), position + 1);
        }
    }

    private boolean followsE() {
        SqlToken last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
        return last != null && last.end() == position && last.isWord("e");
    }

    private boolean matches(Pattern pattern, Kind kind) {
        Matcher matcher = pattern.matcher(sql).region(position, sql.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        add(kind, matcher.group().toLowerCase(Locale.ROOT), matcher.end());
        return true;
    }

    private void quoted(Kind kind, char quote, String what, boolean backslash) {
        StringBuilder text = new StringBuilder();
        int at = position + 1;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            boolean doubled = c == quote && at < sql.length() && sql.charAt(at) == quote;
            if (c == quote && !doubled) {
                add(kind, text.toString(), at);
                return;
            }
            if ((doubled || (backslash && c == '\\')) && at < sql.length()) {
                c = sql.charAt(at++);
            }
            text.append(c);
        }
        open(what);
        add(kind, text.toString(), at);
    }

    private boolean dollarString() {
        Matcher tag = DOLLAR_TAG.matcher(sql).region(position, sql.length());
        if (!tag.lookingAt()) {
            return false;
        }
        int close = sql.indexOf(tag.group(), tag.end());
        if (close < 0) {
            open("text between " + tag.group());
        }
        int textEnd = close < 0 ? sql.length() : close;
        add(
                Kind.DOLLAR_STRING,
                sql.substring(tag.end(), textEnd),
                close < 0 ? textEnd : close + tag.group().length());
        return true;
    }

    private void skipBlockComment() {
        int nested = 0;
        int at = position;
        do {
            boolean opens = sql.startsWith("/*", at);
            boolean closes = sql.startsWith("*/", at);
            nested += opens ? 1 : closes ? -1 : 0;
            at += opens || closes ? 2 : 1;
        } while (nested > 0 && at < sql.length());
        if (nested > 0) {
            open("comment");
        }
        moveTo(Math.min(at, sql.length()));
    }

    private void open(String what) {
        unterminated = Optional.of(new Unterminated(what, line));
    }

    private int lineEnd() {
        int end = sql.indexOf('\n', position);
        return end < 0 ? sql.length() : end;
    }

    private void add(Kind kind, String text, int end) {
        tokens.add(new SqlToken(kind, text, position, end, line));
        moveTo(end);
    }

    private void moveTo(int next) {
        for (; position < next; position++) {
            line += sql.charAt(position) == '\n' ? 1 : 0;
        }
    }
}
