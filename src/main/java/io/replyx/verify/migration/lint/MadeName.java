package io.replyx.verify.migration.lint;

import io.replyx.verify.migration.sql.SqlSplitter.Span;
import io.replyx.verify.migration.sql.SqlToken;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A name that a statement drops or makes.
 *
 * @param schema what stands before it, where something does
 * @param name the name itself
 */
record MadeName(Optional<String> schema, String name) {
    /** Behind these a CREATE tells what the new object is made of. */
    private static final Set<String> OF =
            Set.of("on", "as", "before", "after", "instead", "for", "using", "server", "from");

    /** Words that may stand between ADD, or RENAME … TO, and the name. */
    private static final Set<String> BETWEEN =
            Set.of("constraint", "column", "value", "attribute", "if", "not", "exists");

    /** The name in a statement that drops it. */
    static Optional<MadeName> dropped(Span statement, String name) {
        return statement.has("drop") ? in(statement.tokens(), name) : Optional.empty();
    }

    /** The name in a statement that makes an object of it. */
    static Optional<MadeName> made(Span statement, String name) {
        List<SqlToken> tokens = statement.tokens();
        if (statement.startsWith("create")) {
            return in(tokens.stream().takeWhile(token -> !endsName(token)).toList(), name);
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isWord("add") || tokens.get(i).isWord("to")) {
                List<SqlToken> behind = tokens.subList(i + 1, tokens.size()).stream()
                        .dropWhile(token -> BETWEEN.contains(token.text()))
                        .limit(1)
                        .toList();
                if (in(behind, name).isPresent()) {
                    return Optional.of(new MadeName(Optional.empty(), name));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean endsName(SqlToken token) {
        return token.isSign('(') || (token.kind() == SqlToken.Kind.WORD && OF.contains(token.text()));
    }

    private static Optional<MadeName> in(List<SqlToken> tokens, String name) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).names(name)) {
                boolean qualified = i > 1 && tokens.get(i - 1).isSign('.');
                return Optional.of(
                        new MadeName(qualified ? Optional.of(tokens.get(i - 2).text()) : Optional.empty(), name));
            }
        }
        return Optional.empty();
    }

    /** Whether both can be the same object: an unqualified name may be in any schema. */
    boolean mayBe(MadeName other) {
        return name.equals(other.name) && (schema.isEmpty() || other.schema.isEmpty() || schema.equals(other.schema));
    }
}
