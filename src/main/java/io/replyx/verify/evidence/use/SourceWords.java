package io.replyx.verify.evidence.use;

import io.replyx.verify.migration.sql.SqlLexer;
import io.replyx.verify.migration.sql.SqlToken;
import java.util.List;

/** Goes through the words and signs of a PL/pgSQL text. */
final class SourceWords {
    private final List<SqlToken> tokens;
    private int at;

    SourceWords(String source) {
        this.tokens = SqlLexer.read(source).tokens();
    }

    boolean isAtEnd() {
        return at >= tokens.size();
    }

    /** The word or sign at hand; empty where it is a name in quotes, a string or a number. */
    String word() {
        SqlToken token = tokens.get(at);
        return token.kind() == SqlToken.Kind.WORD || token.kind() == SqlToken.Kind.SIGN ? token.text() : "";
    }

    /** Where the last thing that was passed ends in the source. */
    int end() {
        return tokens.get(at - 1).end();
    }

    void skip(int count) {
        at += count;
    }

    /** Go on to the next such word that stands in no CASE expression. */
    void goTo(String word) {
        at = next(word);
    }

    /** Go behind the next such word that stands in no CASE expression, and give what stands before it; nothing if there is none. */
    List<SqlToken> goPast(String word) {
        int from = at + 1;
        int found = next(word);
        at = found + 1;
        return found < tokens.size() ? tokens.subList(from, found) : List.of();
    }

    private int next(String word) {
        int nested = 0;
        for (int i = at + 1; i < tokens.size(); i++) {
            if (nested == 0 && tokens.get(i).isWord(word)) {
                return i;
            }
            nested += tokens.get(i).isWord("case") ? 1 : tokens.get(i).isWord("end") && nested > 0 ? -1 : 0;
        }
        return tokens.size();
    }

    /** Go behind the next such sign. */
    void goPast(char sign) {
        while (at < tokens.size() && !tokens.get(at).isSign(sign)) {
            at++;
        }
        at++;
    }
}
