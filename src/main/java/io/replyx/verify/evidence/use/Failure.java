package io.replyx.verify.evidence.use;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Why a statement failed.
 *
 * @param state the SQLSTATE
 * @param message the server's message
 * @param where the functions that it was in, innermost first; empty where it was in none
 * @param query the query inside of a function that failed, where it was one
 * @param table the table that the server names
 * @param constraint the constraint that the server names
 * @param file the file of the server's source that it comes from, which no language translates
 */
record Failure(String state, String message, String where, String query, String table, String constraint, String file) {
    private static final String CHECK_VIOLATION = "23514";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String RAISED = "P0001";
    private static final String NO_PRIVILEGE = "42501";
    private static final String WRONG_TEXT = "42";
    private static final String WRONG_VALUE = "22";
    private static final String NO_SUCH_VALUE = "22P02";
    private static final Set<String> BY_THE_ROW = Set.of(UNIQUE_VIOLATION, RAISED, NO_PRIVILEGE);
    private static final String NOT_IN_A_STATE_FOR_IT = "55000";
    private static final Set<String> NAMES_NOTHING = Set.of("42703", "42P01", "42883", "42704", "3F000");
    private static final Pattern DYNAMIC = Pattern.compile("(?m)^PL/pgSQL function .* at EXECUTE$");

    static Failure of(SQLException failed) {
        Optional<ServerErrorMessage> server = failed instanceof PSQLException told
                ? Optional.ofNullable(told.getServerErrorMessage())
                : Optional.empty();
        return new Failure(
                String.valueOf(failed.getSQLState()),
                server.map(ServerErrorMessage::getMessage).orElseGet(() -> String.valueOf(failed.getMessage())),
                server.map(ServerErrorMessage::getWhere).orElse(""),
                server.map(ServerErrorMessage::getInternalQuery).orElse(""),
                server.map(ServerErrorMessage::getTable).orElse(""),
                server.map(ServerErrorMessage::getConstraint).orElse(""),
                server.map(ServerErrorMessage::getFile).orElse(""));
    }

    /** Whether the row at hand is to blame, because a check or the bounds of all partitions refuse it. */
    boolean refusesRow() {
        return state.equals(CHECK_VIOLATION);
    }

    /** Whether no row could have been written: something that a row sets off is at fault. */
    boolean refusesEveryRow() {
        boolean inFunction = !where.isEmpty() && wrongText();
        return (inFunction && !dynamic()) || state.equals(NOT_IN_A_STATE_FOR_IT);
    }

    /**
     * Whether another row might have been taken. What a trigger does fails by the row only where it says so itself, or
     * where a key that it writes is there already.
     */
    boolean mayBeOfTheRow() {
        return where.isEmpty() || BY_THE_ROW.contains(state);
    }

    /** Whether a number that a trigger drew was taken already: the next one may not be. */
    boolean passesByItself() {
        return state.equals(UNIQUE_VIOLATION) && !where.isEmpty();
    }

    /** Whether a name leads nowhere, and not one that was put together while the function ran. */
    boolean namesNothing() {
        return NAMES_NOTHING.contains(state) && !dynamic();
    }

    /**
     * Whether a name leads nowhere in a query that stands in a function's text as it is, be it as a string for EXECUTE,
     * rather than being put together.
     */
    boolean namesNothingWrittenIn(String source) {
        return namesNothingInside() && new QuotedQuery(query).isIn(source);
    }

    /** Whether a name leads nowhere in a function, be it one that was put together. */
    private boolean namesNothingInside() {
        return NAMES_NOTHING.contains(state) && !where.isEmpty();
    }

    /** Whether a text cannot be read at all: for a name, a type or a constant in it. */
    boolean ofTheText() {
        return wrongText() || state.startsWith(WRONG_VALUE);
    }

    /** Whether a function fails by something that it says, and not by a row, another value or a privilege. */
    boolean ofAFunctionsText() {
        boolean label = state.equals(NO_SUCH_VALUE) && message.contains("enum");
        return !where.isEmpty() && (label || wrongText());
    }

    /** Whether a function fails by something that stands in its text as it is. */
    boolean ofThisText(String source) {
        return ofAFunctionsText() && new QuotedQuery(query).isIn(source);
    }

    private boolean wrongText() {
        return state.startsWith(WRONG_TEXT) && !state.equals(NO_PRIVILEGE);
    }

    private boolean dynamic() {
        return DYNAMIC.matcher(where).find();
    }

    /** Whether it is PL/pgSQL that misses a field of a record, rather than the server a name in a query. */
    boolean ofARecord() {
        return file.startsWith("pl_");
    }

    /** What a failure of a function's text means for it. */
    String meaning() {
        return NAMES_NOTHING.contains(state) ? "names what is not there" : "cannot run";
    }

    String describe() {
        String context = where.lines()
                .filter(line -> line.contains("function"))
                .findFirst()
                .orElse("");
        return message + (context.isEmpty() ? "" : " (" + context.strip() + ")");
    }
}
