package io.replyx.verify.migration;

import io.replyx.verify.database.StatementExcerpt;
import io.replyx.verify.migration.sql.SqlName;
import io.replyx.verify.migration.sql.SqlStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Why a script did not run through.
 *
 * @param script name of the script
 * @param line line on which the failing statement begins, where it is known
 * @param statement beginning of the failing statement, without the values in it, where it is known
 * @param sqlState the server's five-character code, where the server refused
 * @param message what the server or Flyway said
 */
public record ScriptFailure(
        String script, Optional<Integer> line, Optional<String> statement, Optional<String> sqlState, String message) {
    /** Room for a statement with two names of the greatest length. */
    private static final int SHOWN = 200;

    private static final Pattern REFERENCE =
            Pattern.compile("\\breferences\\s+" + SqlName.PATTERN, Pattern.CASE_INSENSITIVE);

    /** A failure of no statement in particular. */
    public static ScriptFailure of(String script, String message) {
        return new ScriptFailure(script, Optional.empty(), Optional.empty(), Optional.empty(), message);
    }

    /** What the server refused of no statement in particular. */
    public static ScriptFailure of(String script, SQLException refusal) {
        return of(script, "").because(refusal);
    }

    /** A statement that failed. */
    public static ScriptFailure at(Script script, SqlStatement statement, String message) {
        return new ScriptFailure(
                script.name(),
                Optional.of(statement.line()),
                Optional.of(excerpt(statement.text())),
                Optional.empty(),
                message);
    }

    /** A statement that the server refused. */
    public static ScriptFailure at(Script script, SqlStatement statement, SQLException refusal) {
        return at(script, statement, "").because(refusal);
    }

    private ScriptFailure because(SQLException refusal) {
        return new ScriptFailure(
                script,
                line,
                statement,
                Optional.ofNullable(refusal.getSQLState()),
                String.valueOf(refusal.getMessage()).strip());
    }

    /**
     * The beginning of a statement, without the values in it, and the tables that its foreign keys refer to: the server
     * often names neither key nor table when it refuses one.
     */
    public static String excerpt(String statement) {
        String references = REFERENCE
                .matcher(StatementExcerpt.of(statement, Integer.MAX_VALUE))
                .results()
                .filter(reference -> reference.end() > SHOWN)
                .map(MatchResult::group)
                .distinct()
                .map(reference -> " " + reference + " …")
                .collect(Collectors.joining());
        return StatementExcerpt.of(statement, SHOWN) + references;
    }

    /** The failure in one sentence. */
    public String describe() {
        return script + line.map(l -> " line " + l).orElse("")
                + statement.map(text -> " (" + text + ")").orElse("") + ": " + message
                + sqlState.map(s -> " (SQLSTATE " + s + ")").orElse("");
    }
}
