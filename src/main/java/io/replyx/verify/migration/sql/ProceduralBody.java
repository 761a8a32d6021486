package io.replyx.verify.migration.sql;

import io.replyx.verify.migration.sql.SqlSplitter.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The statements of a body in PL/pgSQL, found by what a statement can follow there. */
public final class ProceduralBody {
    private static final Set<String> OPENERS = Set.of("begin", "then", "else", "loop");

    private ProceduralBody() {}

    public static List<Span> statements(SqlToken body) {
        List<SqlToken> tokens = SqlLexer.read(body.text(), body.line()).tokens();
        List<Span> statements = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (i == 0 || opens(tokens.get(i - 1)) || followsLabel(tokens, i)) {
                int end = i;
                while (end < tokens.size() && !tokens.get(end).isSign(';')) {
                    end++;
                }
                if (end > i) {
                    statements.add(new Span(tokens.subList(i, end), 0));
                }
            }
        }
        return statements;
    }

    private static boolean opens(SqlToken previous) {
        return previous.isSign(';') || OPENERS.stream().anyMatch(previous::isWord);
    }

    private static boolean followsLabel(List<SqlToken> tokens, int at) {
        return at >= 5
                && tokens.get(at - 1).isSign('>')
                && tokens.get(at - 2).isSign('>')
                && tokens.get(at - 4).isSign('<')
                && tokens.get(at - 5).isSign('<');
    }

    /** Whether it is COMMIT or ROLLBACK, and not a column that is called so behind THEN or ELSE. */
    public static boolean endsTransaction(Span statement) {
        String first = statement.first().text();
        boolean word = statement.startsWith("commit") || statement.startsWith("rollback");
        boolean chained = statement.startsWith(first + " and chain") || statement.startsWith(first + " and no chain");
        return word && (chained || statement.tokens().size() == 1);
    }
}
