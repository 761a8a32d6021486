package io.replyx.verify.migration.lint;

import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.sql.SqlLexer;
import io.replyx.verify.migration.sql.SqlSplitter;
import io.replyx.verify.migration.sql.SqlSplitter.Span;
import io.replyx.verify.migration.sql.SqlToken;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
        // Which of several functions of a name an ALTER means is not told from its text alone.
        Set<String> setLater = statements.stream()
                .filter(statement -> statement.startsWith("alter") && statement.has("search_path"))
                .flatMap(statement -> RoutineName.in(statement).stream())
                .map(RoutineName::name)
                .collect(Collectors.toSet());
        return statements.stream()
                .filter(statement -> statement.startsWith("create") && runsAsOwner(statement))
                .filter(statement -> !statement.has("search_path"))
                .flatMap(statement -> RoutineName.in(statement).stream()
                        .filter(routine -> !setLater.contains(routine.name()))
                        .map(routine -> open(routine, statement.line())))
                .toList();
    }

    private static Doubt open(RoutineName routine, int line) {
        return new Doubt(
                line,
                routine + " is SECURITY DEFINER and looks names up by its caller's search path, so that a caller can"
                        + " put an object of its own in their place; add SET search_path = pg_catalog, …, pg_temp");
    }

    private static boolean runsAsOwner(Span statement) {
        List<SqlToken> tokens = statement.tokens();
        return IntStream.range(1, tokens.size())
                .anyMatch(i ->
                        tokens.get(i - 1).isWord("security") && tokens.get(i).isWord("definer"));
    }
}
