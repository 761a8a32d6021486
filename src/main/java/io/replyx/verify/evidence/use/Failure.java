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
 * @param step the function there
 * @param position the place in the statement that was sent, counted from 1; 0 where it fails in no text of it
 */
record Failure(
        SqlState state,
        String message,
        String where,
        String query,
        String table,
        String constraint,
        String file,
        String step,
        int position) {
    private static final Pattern DYNAMIC =
            Pattern.compile("(?m)^PL/pgSQL function .* at (FOR over EXECUTE statement|EXECUTE)$");
    /** What PL/pgSQL does for RAISE and ASSERT, under whatever code. */
    private static final Set<String> SAYS_SO = Set.of("exec_stmt_raise", "exec_stmt_assert");
    /** Where currval and lastval say that their session has drawn nothing yet. */
    private static final String SEQUENCES = "sequence.c";

    private static final String ENUMS = "enum.c";

    static Failure of(SQLException failed) {
        Optional<ServerErrorMessage> server = failed instanceof PSQLException told
                ? Optional.ofNullable(told.getServerErrorMessage())
                : Optional.empty();
        return new Failure(
                new SqlState(String.valueOf(failed.getSQLState())),
                server.map(ServerErrorMessage::getMessage).orElseGet(() -> String.valueOf(failed.getMessage())),
                server.map(ServerErrorMessage::getWhere).orElse(""),
                server.map(ServerErrorMessage::getInternalQuery).orElse(""),
                server.map(ServerErrorMessage::getTable).orElse(""),
                server.map(ServerErrorMessage::getConstraint).orElse(""),
                server.map(ServerErrorMessage::getFile).orElse(""),
                server.map(ServerErrorMessage::getRoutine).orElse(""),
                server.map(ServerErrorMessage::getPosition).orElse(0));
    }

    /** Whether the row at hand is to blame, because a check or the bounds of all partitions refuse it. */
    boolean refusesRow() {
        return state.isCheckViolation();
    }

    /**
     * Whether no row could have been written: something that a row sets off is at fault. A trigger written in C says of a
     * column that it is not there, and not where.
     */
    boolean refusesEveryRow() {
        boolean inFunction = isInFunction() && state.isOfAText() && !dynamic();
        // What stands in the statement itself was generated, and is at fault for nothing but itself.
        boolean inC = !isInFunction() && position == 0 && state.namesNothing();
        return inFunction || inC || (state.isOfAState() && !isOfThisRun());
    }

    /**
     * Whether another row might have been taken. What a trigger does fails by the row only where it says so itself, or
     * where a key that it writes is there already.
     */
    boolean mayBeOfTheRow() {
        return !isInFunction() || state.maySpeakOfTheRow() || SAYS_SO.contains(step) || isOfThisRun();
    }

    /** Whether another value might have been taken, by a trigger that reads, checks or looks it up; a constant is none. */
    boolean mayBeOfAValue() {
        boolean constant = !query.isEmpty() || (file.equals(ENUMS) && !GeneratedValue.isToldIn(message));
        return mayBeOfTheRow() || state.maySpeakOfAValue() || (state.isOfAValue() && !constant);
    }

    /** Whether time, memory, another session or what this one has not done before is to blame. */
    boolean isOfThisRun() {
        return state.speaksOfTheRun() || (state.isOfAState() && file.equals(SEQUENCES));
    }

    /** Whether a number that a trigger drew was taken already: the next one may not be. */
    boolean passesByItself() {
        return state.isUniqueViolation() && isInFunction();
    }

    /** Whether a name leads nowhere, and not one that was put together while the function ran. */
    boolean namesNothing() {
        return state.namesNothing() && !dynamic();
    }

    /**
     * Whether a name leads nowhere in a query that stands in a function's text as it is, be it as a string for EXECUTE,
     * rather than being put together.
     */
    boolean namesNothingWrittenIn(String source) {
        return state.namesNothing() && isInFunction() && new QuotedQuery(query).isIn(source);
    }

    /** Whether a text cannot be read at all: for a name, a type or a constant in it. */
    boolean ofTheText() {
        return state.isOfAText() || state.isOfAValue();
    }

    /** Whether a function fails by something that it says, and not by a row, another value or a privilege. */
    boolean ofAFunctionsText() {
        boolean label = state.isNoSuchValue() && message.contains("enum");
        return isInFunction() && (label || state.isOfAText());
    }

    /** Whether a function fails by something that stands in its text as it is. */
    boolean ofThisText(String source) {
        return ofAFunctionsText() && new QuotedQuery(query).isIn(source);
    }

    /** Whether it is PL/pgSQL that misses a field of a record, rather than the server a name in a query. */
    boolean ofARecord() {
        return file.startsWith("pl_");
    }

    private boolean isInFunction() {
        return !where.isEmpty();
    }

    private boolean dynamic() {
        return DYNAMIC.matcher(where).find();
    }

    /** What a failure of a function's text means for it. */
    String meaning() {
        return state.namesNothing() ? "names what is not there" : "cannot run";
    }

    String describe() {
        String context = where.lines()
                .filter(line -> line.contains("function"))
                .findFirst()
                .orElse("");
        return message + (context.isEmpty() ? "" : " (" + context.strip() + ")");
    }
}
