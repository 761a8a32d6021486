package io.replyx.verify.migration.lint;

import io.replyx.verify.migration.sql.ProceduralBody;
import io.replyx.verify.migration.sql.SqlSplitter.Span;
import io.replyx.verify.migration.sql.SqlToken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The statements that are forbidden for the words that they begin with. */
final class Openings {
    static final String ANOTHER_ROLE = "%s goes on as another role, whose objects the next script cannot change:"
            + " give what the script makes an owner instead";

    private static final String ENDS = "%s ends the transaction that belongs to whoever runs the script, so that what"
            + " came before would stay when the rest fails: leave it out";
    private static final String BEGINS =
            "%s begins a transaction, which is for whoever runs the script to do: leave it out";
    private static final String SAVEPOINT =
            "%s divides the transaction that belongs to whoever runs the script: leave it out";
    private static final String MODES =
            "%s changes the transaction that belongs to whoever runs the script: leave it out";

    private static final Set<String> ENDING = Set.of("commit", "end", "rollback", "abort");
    private static final Map<String, String> ANYWHERE = anywhere();
    private static final Map<String, String> AT_THE_TOP = atTheTop();

    private Openings() {}

    private static Map<String, String> anywhere() {
        Map<String, String> messages = new LinkedHashMap<>();
        Stream.of("set role", "reset role", "set session authorization", "reset session authorization")
                .forEach(words -> messages.put(words, ANOTHER_ROLE));
        messages.put("set session_authorization", ANOTHER_ROLE);
        Stream.of("transaction", "session characteristics", "transaction_isolation", "transaction_read_only")
                .forEach(words -> messages.put("set " + words, MODES));
        messages.put("set transaction_deferrable", MODES);
        messages.put("alter system", "%s changes the whole server, and no transaction takes it back");
        messages.put("discard all", "%s gives away the role, the settings and the locks of whoever runs the script");
        return messages;
    }

    private static Map<String, String> atTheTop() {
        Map<String, String> messages = new LinkedHashMap<>(ANYWHERE);
        messages.put("rollback to", SAVEPOINT);
        messages.put("rollback prepared", "%s ends a transaction that is not the script's");
        messages.put("commit prepared", "%s ends a transaction that is not the script's");
        ENDING.forEach(words -> messages.put(words, ENDS));
        messages.put("begin", BEGINS);
        messages.put("start transaction", BEGINS);
        messages.put("savepoint", SAVEPOINT);
        messages.put("release", SAVEPOINT);
        messages.put("prepare transaction", "%s leaves the transaction open on the server, with its locks");
        return messages;
    }

    /** Why a statement must not stand in a script; empty when it may. */
    static Optional<String> message(Span statement, List<Span> script) {
        boolean begins = statement.startsWith("begin") || statement.startsWith("start transaction");
        return begins && !isEnded(statement, script)
                ? Optional.of(shown(statement.first().text())
                        + " begins a transaction that nothing in the script ends: leave it out")
                : longest(AT_THE_TOP, statement);
    }

    /** Why a statement must not stand in a body that the script runs; empty when it may. */
    static Optional<String> messageInBody(Span statement) {
        return ProceduralBody.endsTransaction(statement)
                ? Optional.of(ENDS.formatted(shown(statement.first().text())))
                : longest(ANYWHERE, statement);
    }

    private static Optional<String> longest(Map<String, String> messages, Span statement) {
        Span plain = withoutScope(statement);
        return messages.entrySet().stream()
                .filter(entry -> plain.startsWith(entry.getKey()))
                .max(Comparator.comparing(entry -> entry.getKey().length()))
                .map(entry -> entry.getValue().formatted(shown(entry.getKey())));
    }

    /** {@code SET LOCAL ROLE} and {@code SET SESSION ROLE} are {@code SET ROLE} with a scope. */
    private static Span withoutScope(Span statement) {
        boolean session = statement.startsWith("set session")
                && !statement.startsWith("set session authorization")
                && !statement.startsWith("set session characteristics");
        boolean scoped = session || statement.startsWith("set local");
        if (!scoped) {
            return statement;
        }
        List<SqlToken> tokens = new ArrayList<>(statement.tokens());
        tokens.remove(1);
        return new Span(tokens, statement.end());
    }

    private static boolean isEnded(Span begin, List<Span> script) {
        return script.stream()
                .filter(statement -> statement.first().start() > begin.first().start())
                .anyMatch(statement ->
                        ENDING.stream().anyMatch(statement::startsWith) && !statement.startsWith("rollback to"));
    }

    private static String shown(String words) {
        return words.toUpperCase(Locale.ROOT);
    }
}
