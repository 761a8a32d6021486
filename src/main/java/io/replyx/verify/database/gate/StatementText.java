package io.replyx.verify.database.gate;

import java.util.List;

/** Writes a statement on one line with a question mark for each of its values, so that it can be told to anybody. */
final class StatementText {
    private StatementText() {}

    static String withoutValues(String sql) {
        List<Token> tokens = Tokens.of(sql);
        StringBuilder text = new StringBuilder();
        for (Token token : tokens) {
            boolean apart = !text.isEmpty() && Character.isWhitespace(sql.charAt(token.start() - 1));
            text.append(apart ? " " : "").append(shown(token));
        }
        return text.toString();
    }

    private static String shown(Token token) {
        return switch (token.kind()) {
            case TEXT, NUMBER -> "?";
            case NAME -> '"' + token.text().replace("\"", "\"\"") + '"';
            case WORD, SIGN -> token.text();
        };
    }
}
