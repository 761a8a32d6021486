package io.replyx.verify.migration.sql;

/**
 * One word, literal or sign of a script.
 *
 * @param kind what it is
 * @param text a word in lower case; of whatever is quoted, what stands between the quotes
 * @param start where it begins in the script
 * @param end where it ends, its last character not included
 * @param line line of the script on which it begins, counted from 1
 */
public record SqlToken(Kind kind, String text, int start, int end, int line) {

    /** The kinds that matter to whoever looks for statements. */
    public enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        DOLLAR_STRING,
        NUMBER,
        SIGN,
        /** A backslash outside quotes, which only psql knows, and the rest of its line. */
        META_COMMAND
    }

    /** Whether it is this word, given in lower case and written without quotes. */
    public boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    public boolean isSign(char sign) {
        return kind == Kind.SIGN && text.charAt(0) == sign;
    }

    /** Whether it is a name, quoted or not, that the server takes for this one. */
    public boolean names(String name) {
        return (kind == Kind.WORD || kind == Kind.QUOTED_NAME) && text.equals(name);
    }

    /** Whether it holds the text of a string, quoted in either way. */
    public boolean isString() {
        return kind == Kind.STRING || kind == Kind.DOLLAR_STRING;
    }
}
