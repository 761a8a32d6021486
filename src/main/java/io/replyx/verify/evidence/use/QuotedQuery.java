package io.replyx.verify.evidence.use;

import java.util.regex.Pattern;

/** A query as the server quotes it out of a PL/pgSQL function, which is not always letter by letter. */
final class QuotedQuery {
    private static final Pattern CASE = Pattern.compile("(?s)^\"__Case__Variable_[0-9]+__\" IN \\((.*)\\)$");
    private static final Pattern SELECT = Pattern.compile("^SELECT\\s+");

    private final String query;

    QuotedQuery(String query) {
        this.query = CASE.matcher(query.strip()).replaceFirst("$1").strip();
    }

    /** Whether a function's source holds it; PERFORM is quoted as SELECT, and expressions on old servers too. */
    boolean isIn(String source) {
        return holds(source, query) || holds(source, SELECT.matcher(query).replaceFirst(""));
    }

    /** Where INTO and its targets stood, the server quotes as many blanks. */
    private static boolean holds(String source, String text) {
        for (int at = 0; at + text.length() <= source.length(); at++) {
            if (isAt(source, at, text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(String source, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != ' ' && text.charAt(i) != source.charAt(at + i)) {
                return false;
            }
        }
        return true;
    }
}
