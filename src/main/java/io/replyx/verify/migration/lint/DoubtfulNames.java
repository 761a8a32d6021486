package io.replyx.verify.migration.lint;

import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.sql.SqlLexer;
import io.replyx.verify.migration.sql.SqlSplitter;
import io.replyx.verify.migration.sql.SqlSplitter.Span;
import io.replyx.verify.migration.sql.SqlToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Names in a script that may come to mean another thing than what stands there. */
public final class DoubtfulNames {
    /** NAMEDATALEN less one, as PostgreSQL is built everywhere. */
    private static final int MOST_BYTES = 63;

    private DoubtfulNames() {}

    /** Names that the server cuts short, each on the line where it stands. */
    public static List<Doubt> cutShort(Script script) {
        return SqlLexer.read(script.text()).tokens().stream()
                .filter(token -> token.kind() == SqlToken.Kind.WORD || token.kind() == SqlToken.Kind.QUOTED_NAME)
                .filter(token -> bytes(token) > MOST_BYTES)
                .map(
                        token -> new Doubt(
                                token.line(),
                                token.text() + " has " + bytes(token) + " bytes, and the server cuts it to "
                                        + MOST_BYTES
                                        + ": two such names may become one, and nothing finds it by its whole name; shorten it"))
                .toList();
    }

    private static int bytes(SqlToken token) {
        return token.text().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Functions that run with their owner's powers and look names up wherever their caller says. */
    public static List<Doubt> leftToCallers(Script script) {
        List<Span> statements = SqlSplitter.spans(
                SqlLexer.read(script.text()).tokens(), script.text().length());
        // Which of several functions an ALTER means is not told from its text alone.
        boolean setLater = statements.stream()
                .anyMatch(statement -> statement.startsWith("alter") && statement.has("search_path"));
        List<Doubt> doubts = new ArrayList<>();
        for (Span statement : statements) {
            if (!setLater
                    && statement.startsWith("create")
                    && runsAsOwner(statement)
                    && !statement.has("search_path")) {
                doubts.add(new Doubt(
                        statement.line(),
                        "a function that is SECURITY DEFINER looks names up by its caller's search path, so that a caller"
                                + " can put an object of its own in their place; add SET search_path = pg_catalog, …,"
                                + " pg_temp"));
            }
        }
        return doubts;
    }

    private static boolean runsAsOwner(Span statement) {
        List<SqlToken> tokens = statement.tokens();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isWord("security") && tokens.get(i + 1).isWord("definer")) {
                return true;
            }
        }
        return false;
    }
}
