package io.replyx.verify.evidence.use;

import java.util.Set;

/** What the server's code of an error speaks of. */
record SqlState(String code) {
    private static final String CHECK_VIOLATION = "23514";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String RAISED = "P0001";
    private static final String NO_PRIVILEGE = "42501";
    private static final String FAILED_IN_ANOTHER_LANGUAGE = "38000";
    private static final String NOT_IN_A_STATE_FOR_IT = "55000";
    private static final String NO_SUCH_VALUE = "22P02";
    private static final String WRONG_TEXT = "42";
    private static final String WRONG_VALUE = "22";
    private static final String NO_RESOURCES = "53";
    private static final Set<String> NAMES_NOTHING = Set.of("42703", "42P01", "42883", "42704", "3F000");
    private static final Set<String> BY_THE_ROW =
            Set.of(UNIQUE_VIOLATION, RAISED, FAILED_IN_ANOTHER_LANGUAGE, NO_PRIVILEGE);
    /** A reference, a check, an exclusion, a query that finds no row or too many. */
    private static final Set<String> BY_A_VALUE = Set.of("23503", CHECK_VIOLATION, "23P01", "21000", "P0002", "P0003");
    /** Timeouts of statements and locks, and what other sessions are in the way of. */
    private static final Set<String> BY_TIME = Set.of("57014", "55P03", "40001", "40P01");

    boolean isCheckViolation() {
        return code.equals(CHECK_VIOLATION);
    }

    boolean isUniqueViolation() {
        return code.equals(UNIQUE_VIOLATION);
    }

    /** A name that leads nowhere. */
    boolean namesNothing() {
        return NAMES_NOTHING.contains(code);
    }

    /** A text that cannot be read: for a name, a type or its grammar. */
    boolean isOfAText() {
        return code.startsWith(WRONG_TEXT) && !code.equals(NO_PRIVILEGE);
    }

    boolean isOfAValue() {
        return code.startsWith(WRONG_VALUE);
    }

    boolean isNoSuchValue() {
        return code.equals(NO_SUCH_VALUE);
    }

    boolean isOfAState() {
        return code.equals(NOT_IN_A_STATE_FOR_IT);
    }

    /** What a function says of a row itself, or what another row has already. */
    boolean maySpeakOfTheRow() {
        return BY_THE_ROW.contains(code);
    }

    /** What a function cannot do with a value, and could with another. */
    boolean maySpeakOfAValue() {
        return BY_A_VALUE.contains(code);
    }

    /** What another run might be spared. */
    boolean speaksOfTheRun() {
        return BY_TIME.contains(code) || code.startsWith(NO_RESOURCES);
    }
}
