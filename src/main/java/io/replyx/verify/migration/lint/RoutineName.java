package io.replyx.verify.migration.lint;

import io.replyx.verify.migration.sql.SqlSplitter.Span;
import io.replyx.verify.migration.sql.SqlToken;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The function or procedure that a statement makes or changes.
 *
 * @param kind the word before its name
 * @param schema what stands before it, where something does
 * @param name the name itself
 */
record RoutineName(String kind, Optional<String> schema, String name) {
    private static final Set<String> KINDS = Set.of("function", "procedure", "routine");

    static Optional<RoutineName> in(Span statement) {
        List<SqlToken> named = statement.tokens().stream()
                .dropWhile(token -> token.kind() != SqlToken.Kind.WORD || !KINDS.contains(token.text()))
                .limit(4)
                .toList();
        if (named.size() < 2) {
            return Optional.empty();
        }
        String kind = named.get(0).text();
        String first = named.get(1).text();
        boolean qualified = named.size() > 3 && named.get(2).isSign('.');
        return Optional.of(
                qualified
                        ? new RoutineName(kind, Optional.of(first), named.get(3).text())
                        : new RoutineName(kind, Optional.empty(), first));
    }

    @Override
    public String toString() {
        return kind + " " + schema.map(of -> of + ".").orElse("") + name;
    }
}
