package io.replyx.verify.migration.lint;

import io.replyx.verify.migration.sql.ProceduralBody;
import io.replyx.verify.migration.sql.SqlSplitter.Span;
import io.replyx.verify.migration.sql.SqlToken;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The procedures that a script makes and that end the transaction of whoever calls them. To make one is no fault; to call
 * it in the same script is.
 *
 * @param committing their names without a schema
 */
record Routines(Set<String> committing) {

    static Routines of(List<Span> script) {
        Set<String> names = new HashSet<>();
        for (Span statement : script) {
            boolean procedure =
                    statement.startsWith("create procedure") || statement.startsWith("create or replace procedure");
            if (procedure && body(statement).filter(Routines::ends).isPresent()) {
                names.add(nameBeforeParenthesis(statement.tokens()));
            }
        }
        return new Routines(names);
    }

    /** The body of a {@code DO} in PL/pgSQL. */
    static Optional<SqlToken> bodyOfDo(Span statement) {
        return statement.startsWith("do") ? body(statement) : Optional.empty();
    }

    /** The name of the procedure, where a statement calls one that ends the transaction. */
    Optional<String> committed(Span statement) {
        return Optional.of(statement)
                .filter(call -> call.startsWith("call"))
                .map(call -> nameBeforeParenthesis(call.tokens()))
                .filter(committing::contains);
    }

    private static boolean ends(SqlToken body) {
        return ProceduralBody.statements(body).stream().anyMatch(ProceduralBody::endsTransaction);
    }

    private static Optional<SqlToken> body(Span statement) {
        List<SqlToken> tokens = statement.tokens();
        int language = -1;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            language = tokens.get(i).isWord("language") ? i + 1 : language;
        }
        boolean procedural = language < 0 || tokens.get(language).text().equals("plpgsql");
        if (!procedural) {
            return Optional.empty();
        }
        // CREATE PROCEDURE … AS 'body'; in a DO the body is the one string beside the language's name.
        for (int i = 1; i < tokens.size(); i++) {
            boolean body = statement.startsWith("do")
                    ? i != language
                    : tokens.get(i - 1).isWord("as");
            if (body && tokens.get(i).isString()) {
                return Optional.of(tokens.get(i));
            }
        }
        return Optional.empty();
    }

    private static String nameBeforeParenthesis(List<SqlToken> tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i).isSign('(')) {
                return tokens.get(i - 1).text();
            }
        }
        return "";
    }
}
