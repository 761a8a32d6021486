package io.replyx.verify.database.gate;

import io.replyx.verify.database.gate.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a query must not have in it, at any depth. */
final class QueryRules {
    private static final Set<String> CHANGES = Set.of("insert", "update", "delete", "merge");
    private static final Set<String> LOCKS = Set.of("update", "share", "no", "key");

    private final String kind;
    private final List<Token> tokens;
    private final Functions functions;

    QueryRules(String kind, List<Token> tokens, Functions functions) {
        this.kind = kind;
        this.tokens = tokens;
        this.functions = functions;
    }

    void hold() {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() == Kind.WORD && !follows(i, '.')) {
                word(i);
            } else if (token.isSign('{')) {
                // The driver would put something else in its place.
                throw refused("no escapes of JDBC");
            }
            if (token.isSign('(') && i > 0 && tokens.get(i - 1).names()) {
                call(i - 1);
            } else if (token.names() && follows(i, '.') && functions.couldDisturbAsColumn(token.text())) {
                throw refused(
                        "(value)." + token.text() + " calls the function of that name, which could do more than read");
            }
        }
    }

    private void word(int at) {
        String word = tokens.get(at).text();
        if (word.equals("into")) {
            throw refused("a query makes no table (INTO)");
        }
        if (word.equals("for") && at + 1 < tokens.size() && isLock(tokens.get(at + 1))) {
            throw refused("a query locks no rows (FOR UPDATE, FOR SHARE and their kin)");
        }
        if (CHANGES.contains(word)) {
            throw refused("a query changes no rows (" + word.toUpperCase(Locale.ROOT) + ")");
        }
    }

    private static boolean isLock(Token token) {
        return token.kind() == Kind.WORD && LOCKS.contains(token.text());
    }

    private void call(int at) {
        String name = tokens.get(at).text();
        String schema = follows(at, '.') && at > 1 ? tokens.get(at - 2).text() : "";
        if (functions.couldDisturb(schema, name)) {
            throw refused("a query calls only functions that read, and " + (schema.isEmpty() ? "" : schema + ".") + name
                    + " could do more");
        }
        if (name.equals("set_config") && !setsWhatItMay(at + 2)) {
            throw refused("set_config is for planner and printing settings, by name, for the transaction only");
        }
    }

    /** Both name and value must stand there as texts: what is bound or computed cannot be read. */
    private boolean setsWhatItMay(int first) {
        return first + 5 < tokens.size()
                && tokens.get(first).kind() == Kind.TEXT
                && tokens.get(first + 1).isSign(',')
                && tokens.get(first + 2).kind() == Kind.TEXT
                && tokens.get(first + 3).isSign(',')
                && tokens.get(first + 4).isWord("true")
                && tokens.get(first + 5).isSign(')')
                && Settings.mayBeSet(
                        tokens.get(first).text().toLowerCase(Locale.ROOT),
                        tokens.get(first + 2).text());
    }

    private boolean follows(int at, char sign) {
        return at > 0 && tokens.get(at - 1).isSign(sign);
    }

    private StatementRefused refused(String rule) {
        return new StatementRefused(kind, rule);
    }
}
