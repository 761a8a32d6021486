package io.replyx.verify.catalog.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The definition of a view, spelled as PostgreSQL 16 and newer do.
 *
 * <p>Before 16 the server put the relation's name before each column of a view over one relation, since OLD and NEW of
 * the view's rule counted as relations, too. Keywords are recognised by their capitals: names in capitals are quoted.
 */
final class ViewText {
    private static final Pattern TOKEN =
            Pattern.compile("\"(?:[^\"]|\"\")*+\"|'(?:[^']|'')*+'|[\\p{L}_][\\p{L}\\p{N}_$]*+|\\s++|.", Pattern.DOTALL);

    private static final Pattern NAME = Pattern.compile("\".*\"|[\\p{L}_].*", Pattern.DOTALL);
    private static final Pattern KEYWORD = Pattern.compile("[A-Z]+");
    private static final Set<String> SET_OPERATIONS = Set.of("UNION", "INTERSECT", "EXCEPT");
    private static final Set<String> ENDS_FROM = Set.of(
            "WHERE", "GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT", "OFFSET", "FETCH", "FOR", "TABLESAMPLE", ";");

    private final List<Token> tokens = new ArrayList<>();

    private ViewText(String definition) {
        List<Boolean> open = new ArrayList<>();
        List<String> texts =
                TOKEN.matcher(definition).results().map(MatchResult::group).toList();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (text.equals(")") && !open.isEmpty()) {
                open.remove(open.size() - 1);
            }
            tokens.add(new Token(text, open.size(), open.contains(true)));
            if (text.equals("(")) {
                open.add(beginsQuery(texts, i + 1));
            }
        }
    }

    /** @param inQuery whether a query within the query surrounds it */
    private record Token(String text, int depth, boolean inQuery) {
        boolean isName() {
            return NAME.matcher(text).matches();
        }

        boolean isOuter(Set<String> words) {
            return depth == 0 && words.contains(text);
        }
    }

    /** A definition as a server before 16 spells it, in the spelling of 16 and newer. */
    static String ofToday(String definition) {
        ViewText view = new ViewText(definition);
        return view.onlyRelation().map(view::without).orElse(definition);
    }

    private static boolean beginsQuery(List<String> texts, int from) {
        return texts.stream()
                .skip(from)
                .filter(text -> !text.isBlank())
                .findFirst()
                .filter(Set.of("SELECT", "WITH", "VALUES")::contains)
                .isPresent();
    }

    /** What the columns of the one relation in FROM are qualified with; empty where there is none, or more than one. */
    private Optional<String> onlyRelation() {
        List<Token> from = tokens.stream()
                .dropWhile(token -> !token.isOuter(Set.of("FROM")))
                .skip(1)
                .takeWhile(token -> !token.isOuter(ENDS_FROM))
                .filter(token -> token.depth() == 0)
                .toList();
        boolean several = from.stream().anyMatch(token -> token.isOuter(Set.of(",", "JOIN")))
                || tokens.stream().anyMatch(token -> token.isOuter(SET_OPERATIONS));
        if (several) {
            return Optional.empty();
        }
        return from.stream()
                .filter(token ->
                        token.isName() && !KEYWORD.matcher(token.text()).matches())
                .reduce((first, last) -> last)
                .map(Token::text);
    }

    private String without(String qualifier) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            if (qualifiesColumn(i, qualifier)) {
                i++;
            } else {
                text.append(tokens.get(i).text());
            }
        }
        return text.toString();
    }

    private boolean qualifiesColumn(int i, String qualifier) {
        Token token = tokens.get(i);
        return token.text().equals(qualifier)
                && !token.inQuery()
                && text(i + 1).equals(".")
                && i + 2 < tokens.size()
                && tokens.get(i + 2).isName()
                && !namesSomethingElse(i);
    }

    /** Functions, types and collations are qualified by their schema, which may be called as the relation is. */
    private boolean namesSomethingElse(int i) {
        return text(i + 3).equals("(")
                || Set.of(".", ":").contains(text(i - 1))
                || text(i - 2).equals("COLLATE");
    }

    private String text(int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i).text() : "";
    }
}
