package io.replyx.verify.database.gate;

/**
 * One token of a statement, as the server reads it.
 *
 * @param kind what it is
 * @param text a word in lower case, a name or a text without its quotes, or a sign as it stands
 * @param start where it begins in the statement
 */
record Token(Kind kind, String text, int start) {
    /** Kinds of tokens, as far as the gate tells them apart. */
    enum Kind {
        /** A key word, or a name without quotes. */
        WORD,
        /** A name in double quotes. */
        NAME,
        /** A text in quotes of any kind. */
        TEXT,
        /** A number. */
        NUMBER,
        /** Any other character. */
        SIGN
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isSign(char sign) {
        return kind == Kind.SIGN && text.charAt(0) == sign;
    }

    /** Whether it can be the name of something. */
    boolean names() {
        return kind == Kind.WORD || kind == Kind.NAME;
    }
}
