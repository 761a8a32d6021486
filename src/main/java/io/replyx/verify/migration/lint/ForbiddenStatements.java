package io.replyx.verify.migration.lint;

import io.replyx.verify.migration.AlembicHistory;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.sql.CopyData;
import io.replyx.verify.migration.sql.ProceduralBody;
import io.replyx.verify.migration.sql.SqlLexer;
import io.replyx.verify.migration.sql.SqlLexer.Lexed;
import io.replyx.verify.migration.sql.SqlName;
import io.replyx.verify.migration.sql.SqlSplitter;
import io.replyx.verify.migration.sql.SqlSplitter.Span;
import io.replyx.verify.migration.sql.SqlToken;
import io.replyx.verify.migration.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds in a script's text what would take the transaction, the role or the history out of the hands of whoever runs it,
 * so that a failure would be reported as rolled back while half of it stays.
 *
 * <p>It reads tokens, not text: words in strings, comments, names and the bodies of functions are none of its business.
 * A {@code DO} body runs at once and is looked into.
 */
public final class ForbiddenStatements {
    private final Script script;
    private final boolean undo;
    private final Set<String> records;
    private final List<ForbiddenStatement> found = new ArrayList<>();

    private ForbiddenStatements(Script script, boolean undo, Optional<SchemaHistory> history) {
        this.script = script;
        this.undo = undo;
        this.records = Stream.concat(
                        Stream.of(SchemaHistory.TABLE, AlembicHistory.TABLE),
                        history.map(SchemaHistory::table).map(SqlName::last).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a versioned script, which Flyway runs, must not hold; in the order of its lines. */
    public static List<ForbiddenStatement> inVersion(Script script) {
        return inVersion(script, Optional.empty());
    }

    /** The same where the history is known, which may have another name than the usual one. */
    public static List<ForbiddenStatement> inVersion(Script script, Optional<SchemaHistory> history) {
        return new ForbiddenStatements(script, false, history).find();
    }

    /** What an undo script, which the undo runner runs, must not hold; in the order of its lines. */
    public static List<ForbiddenStatement> inUndo(Script script) {
        return inUndo(script, Optional.empty());
    }

    /** The same where the history is known, which may have another name than the usual one. */
    public static List<ForbiddenStatement> inUndo(Script script, Optional<SchemaHistory> history) {
        return new ForbiddenStatements(script, true, history).find();
    }

    private List<ForbiddenStatement> find() {
        String text = CopyData.blankOut(script.text());
        Lexed lexed = SqlLexer.read(text);
        lexed.unterminated()
                .ifPresent(open -> add(
                        open.line(),
                        "a " + open.what()
                                + " begins here and never ends, so that it swallows the rest of the script"));
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            int line = 1
                    + (int) text.substring(0, nul)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            add(line, "a NUL character, which PostgreSQL cannot take");
        }
        lexed.tokens().stream().filter(ForbiddenStatements::isMetaCommand).forEach(this::metaCommand);
        List<SqlToken> sql =
                lexed.tokens().stream().filter(token -> !isMetaCommand(token)).toList();
        List<Span> statements = SqlSplitter.spans(sql, text.length());
        Routines routines = Routines.of(statements);
        statements.forEach(statement -> statement(statement, statements, routines));
        return found.stream()
                .distinct()
                .sorted(Comparator.comparing(ForbiddenStatement::line))
                .toList();
    }

    private static boolean isMetaCommand(SqlToken token) {
        return token.kind() == Kind.META_COMMAND;
    }

    private void metaCommand(SqlToken token) {
        String command = token.text().strip().split("\\s", 2)[0];
        add(token.line(), command + " is a command of psql, which the server does not know: write it in SQL");
    }

    private void statement(Span statement, List<Span> all, Routines routines) {
        Openings.message(statement, all).ifPresent(message -> add(statement.line(), message));
        always(statement, routines);
        if (CopyData.follows(statement) && undo) {
            add(statement.line(), "COPY FROM STDIN has no client here that could send its lines: write INSERT instead");
        }
        if (CopyData.runsProgram(statement)) {
            add(statement.line(), "COPY with PROGRAM runs a program on the server, which no transaction takes back");
        }
        if (script.transactional() && NotInTransaction.unnoticed(statement, undo)) {
            add(
                    statement.line(),
                    "what is CONCURRENTLY cannot run in a transaction: put executeInTransaction=false into "
                            + script.name() + ".conf");
        }
        Routines.bodyOfDo(statement).ifPresent(body -> body(body, routines));
    }

    private void body(SqlToken body, Routines routines) {
        for (Span statement : ProceduralBody.statements(body)) {
            Openings.messageInBody(statement).ifPresent(message -> add(statement.line(), message));
            always(statement, routines);
        }
    }

    /** What must not be done at the top of a script nor in a body that it runs. */
    private void always(Span statement, Routines routines) {
        records.forEach(table -> statement.tokens().stream()
                .filter(token -> token.names(table))
                .findFirst()
                .ifPresent(token -> add(
                        token.line(),
                        table + " is the record of what the database has had, which whoever runs the script"
                                + " keeps: leave it alone")));
        calls(statement);
        routines.committed(statement)
                .ifPresent(
                        name -> add(statement.line(), "CALL " + name + " runs a procedure that ends the transaction"));
    }

    private void calls(Span statement) {
        List<SqlToken> tokens = statement.tokens();
        for (int i = 0; i + 2 < tokens.size(); i++) {
            boolean called = tokens.get(i + 1).isSign('(');
            if (called && tokens.get(i).names("pg_advisory_unlock_all")) {
                add(tokens.get(i).line(), "pg_advisory_unlock_all gives away the lock that keeps other deployers out");
            }
            boolean role = Set.of("role", "session_authorization")
                    .contains(tokens.get(i + 2).text());
            if (called
                    && tokens.get(i).names("set_config")
                    && role
                    && tokens.get(i + 2).isString()) {
                add(tokens.get(i).line(), Openings.ANOTHER_ROLE.formatted("set_config"));
            }
        }
    }

    private void add(int line, String message) {
        found.add(new ForbiddenStatement(line, message));
    }
}
