package io.replyx.verify.database.gate;

import io.replyx.verify.database.gate.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a statement as the server's scanner does. What the two could read differently is refused rather than guessed:
 * whoever hides a statement hides it there.
 */
final class Tokens {
    /** Every character beyond ASCII belongs to a word; only ASCII letters are folded. */
    private static final Pattern WORD =
            Pattern.compile("[A-Za-z_\\x{80}-\\x{10FFFF}][A-Za-z0-9_$\\x{80}-\\x{10FFFF}]*");

    private static final Pattern NUMBER = Pattern.compile("[0-9][0-9A-Za-z_.]*");
    private static final Pattern DOLLAR =
            Pattern.compile("\\$([A-Za-z_\\x{80}-\\x{10FFFF}][A-Za-z0-9_\\x{80}-\\x{10FFFF}]*)?\\$");

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private boolean escapedBefore;

    private Tokens(String sql) {
        this.sql = sql;
    }

    /**
     * The tokens of a text without its comments.
     *
     * @throws StatementRefused when it cannot be read for certain
     */
    static List<Token> of(String sql) {
        if (sql.indexOf('\0') >= 0) {
            throw unreadable("a NUL character");
        }
        Tokens reading = new Tokens(sql);
        while (reading.position < sql.length()) {
            reading.step();
        }
        return List.copyOf(reading.tokens);
    }

    private void step() {
        char c = sql.charAt(position);
        if (sql.startsWith("--", position)) {
            skipLine();
        } else if (sql.startsWith("/*", position)) {
            skipBlock();
        } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
            position++;
        } else {
            boolean afterEscaped = escapedBefore;
            escapedBefore = false;
            if (c == '\'' && afterEscaped) {
                // The server goes on with the text before, backslashes and all.
                throw unreadable("a text with backslashes that is continued");
            }
            token(c);
        }
    }

    private void token(char c) {
        if (c == '\'') {
            quoted(Kind.TEXT, '\'', false);
        } else if (c == '"') {
            quoted(Kind.NAME, '"', false);
        } else if (c == '$' && matched(DOLLAR) != null) {
            dollarQuoted();
        } else if (take(Kind.WORD, WORD)) {
            afterWord();
        } else if (!take(Kind.NUMBER, NUMBER)) {
            tokens.add(new Token(Kind.SIGN, String.valueOf(c), position));
            position++;
        }
    }

    /** A word that a quote follows at once may be the prefix of a text. */
    private void afterWord() {
        String word = tokens.get(tokens.size() - 1).text();
        boolean quote = position < sql.length() && sql.charAt(position) == '\'';
        if (quote && word.equals("e")) {
            tokens.remove(tokens.size() - 1);
            quoted(Kind.TEXT, '\'', true);
            escapedBefore = true;
        } else if (word.equals("u") && (sql.startsWith("&'", position) || sql.startsWith("&\"", position))) {
            throw unreadable("a name or text in Unicode escapes");
        }
    }

    private boolean take(Kind kind, Pattern pattern) {
        String text = matched(pattern);
        if (text == null) {
            return false;
        }
        tokens.add(new Token(kind, kind == Kind.WORD ? folded(text) : text, position));
        position += text.length();
        return true;
    }

    private @Nullable String matched(Pattern pattern) {
        Matcher matcher = pattern.matcher(sql).region(position, sql.length());
        return matcher.lookingAt() ? matcher.group() : null;
    }

    private static String folded(String word) {
        StringBuilder folded = new StringBuilder(word);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c - 'A' + 'a'));
            }
        }
        return folded.toString();
    }

    private void quoted(Kind kind, char quote, boolean backslash) {
        StringBuilder text = new StringBuilder();
        int start = position;
        for (position++; position < sql.length(); position++) {
            char c = sql.charAt(position);
            if (backslash && c == '\\' && position + 1 < sql.length()) {
                text.append(c).append(sql.charAt(++position));
            } else if (c != quote) {
                text.append(c);
            } else if (position + 1 < sql.length() && sql.charAt(position + 1) == quote) {
                text.append(c);
                position++;
            } else {
                position++;
                tokens.add(new Token(kind, text.toString(), start));
                return;
            }
        }
        throw unreadable("a quote that does not end");
    }

    private void dollarQuoted() {
        String tag = String.valueOf(matched(DOLLAR));
        int end = sql.indexOf(tag, position + tag.length());
        if (end < 0) {
            throw unreadable("a quote that does not end");
        }
        tokens.add(new Token(Kind.TEXT, sql.substring(position + tag.length(), end), position));
        position = end + tag.length();
    }

    /** To the server a carriage return ends a line too. */
    private void skipLine() {
        while (position < sql.length() && sql.charAt(position) != '\n' && sql.charAt(position) != '\r') {
            position++;
        }
    }

    private void skipBlock() {
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
        if (nested > 0) {
            throw unreadable("a comment that does not end");
        }
    }

    private static StatementRefused unreadable(String what) {
        return new StatementRefused("a statement with " + what, "what it says must be certain");
    }
}
