package io.replyx.verify.database.gate;

import io.replyx.verify.database.gate.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a statement is, when it is one that may pass.
 *
 * @param kind its first word
 * @param analysed where the query begins that an EXPLAIN runs; -1 when none is run
 * @param parameters whether values are to be bound to it
 */
record Classification(String kind, int analysed, boolean parameters) {
    private static final Set<String> QUERIES = Set.of("select", "with", "values", "table");
    private static final int WORDS_OF_A_KIND = 2;
    private static final int NONE = -1;

    /**
     * Classify a single statement.
     *
     * @throws StatementRefused when it is not on the list of kinds, or could do more than read
     */
    static Classification of(String sql, Functions functions) {
        List<Token> tokens = single(Tokens.of(sql));
        boolean parameters = tokens.stream().anyMatch(token -> token.isSign('?'));
        String first = first(tokens);
        if (QUERIES.contains(first)) {
            new QueryRules(first.toUpperCase(Locale.ROOT), tokens, functions).hold();
            return new Classification(first, NONE, parameters);
        }
        return switch (first) {
            case "explain" -> explain(tokens, functions, parameters);
            case "show" -> show(tokens);
            case "set" -> set(tokens);
            default ->
                throw new StatementRefused(
                        kind(tokens), "only SELECT, VALUES, TABLE, EXPLAIN, SHOW and a few of SET LOCAL may pass");
        };
    }

    boolean analyses() {
        return analysed != NONE;
    }

    private static List<Token> single(List<Token> tokens) {
        List<Token> trimmed = tokens;
        if (!tokens.isEmpty() && tokens.get(tokens.size() - 1).isSign(';')) {
            trimmed = tokens.subList(0, tokens.size() - 1);
        }
        if (trimmed.stream().anyMatch(token -> token.isSign(';'))) {
            throw new StatementRefused("several statements", "one statement passes at a time");
        }
        return trimmed;
    }

    /** The first word; a query may stand in parentheses. */
    private static String first(List<Token> tokens) {
        return tokens.stream()
                .dropWhile(token -> token.isSign('('))
                .findFirst()
                .filter(token -> token.kind() == Kind.WORD)
                .map(Token::text)
                .orElse("");
    }

    private static String kind(List<Token> tokens) {
        String words = tokens.stream()
                .takeWhile(token -> token.kind() == Kind.WORD)
                .limit(WORDS_OF_A_KIND)
                .map(token -> token.text().toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? "what is no statement" : words;
    }

    private static Classification explain(List<Token> tokens, Functions functions, boolean parameters) {
        int at = 1;
        boolean analyses = false;
        if (at < tokens.size()
                && tokens.get(at).isSign('(')
                && !QUERIES.contains(first(tokens.subList(at, tokens.size())))) {
            while (at < tokens.size() && !tokens.get(at).isSign(')')) {
                analyses |= isAnalyze(tokens.get(at++));
            }
            at++;
        } else {
            while (at < tokens.size()
                    && (isAnalyze(tokens.get(at)) || tokens.get(at).isWord("verbose"))) {
                analyses |= isAnalyze(tokens.get(at++));
            }
        }
        List<Token> query = tokens.subList(Math.min(at, tokens.size()), tokens.size());
        if (!QUERIES.contains(first(query))) {
            throw new StatementRefused("EXPLAIN of " + kind(query), "only queries are explained");
        }
        new QueryRules("EXPLAIN", query, functions).hold();
        return new Classification("explain", analyses ? query.get(0).start() : NONE, parameters);
    }

    /** The name of an option may stand in quotes. */
    private static boolean isAnalyze(Token token) {
        return token.names() && (token.text().equals("analyze") || token.text().equals("analyse"));
    }

    private static Classification show(List<Token> tokens) {
        if (tokens.stream().skip(1).anyMatch(token -> !token.names() && !token.isSign('.'))) {
            throw new StatementRefused("SHOW", "it names a setting and nothing else");
        }
        return new Classification("show", NONE, false);
    }

    private static Classification set(List<Token> tokens) {
        int sign = 0;
        while (sign < tokens.size()
                && !tokens.get(sign).isSign('=')
                && !tokens.get(sign).isWord("to")) {
            sign++;
        }
        String name = tokens.subList(Math.min(2, sign), sign).stream()
                .map(Token::text)
                .collect(Collectors.joining());
        String value = tokens.subList(Math.min(sign + 1, tokens.size()), tokens.size()).stream()
                .map(Token::text)
                .collect(Collectors.joining());
        if (tokens.size() < 2 || !tokens.get(1).isWord("local") || !Settings.mayBeSet(name, value)) {
            throw new StatementRefused(kind(tokens), "only planner and printing settings are set, by SET LOCAL");
        }
        return new Classification("set", NONE, false);
    }
}
