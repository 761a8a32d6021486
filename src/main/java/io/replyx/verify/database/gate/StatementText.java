package io.replyx.verify.database.gate;

import java.util.List;

/** Writes a statement on one line with a question mark for each of its values, so that it can be told to anybody. */
final class StatementText {
    private StatementText() {}

    static String withoutValues(String sql) {
        List<Token> tokens = Tokens.of(sql);
        StringBuilder text = new StringBuilder();
        for (Token token : tokens) {
            text.append(!text.isEmpty() && isApart(sql, token) ? " " : "").append(shown(token));
        }
        return text.toString();
    }

    private static boolean isApart(String sql, Token token) {
        int before = token.start() - 1;
        // The E of E'…' is no token of its own.
        boolean prefixed = token.kind() == Token.Kind.TEXT && Character.toUpperCase(sql.charAt(before)) == 'E';
        return Character.isWhitespace(sql.charAt(prefixed ? before - 1 : before));
    }

    private static String shown(Token token) {
        return switch (token.kind()) {
            case TEXT, NUMBER -> "?";
            case NAME -> '"' + token.text().replace("\"", "\"\"") + '"';
            case WORD, SIGN -> token.text();
        };
    }
}
