package io.replyx.verify.evidence.use;

/** What is done to a table to see whether it can be used. */
public enum Operation {
    INSERT("insert into", '3'),
    /** An update that leaves every value as it is. */
    REWRITE("update of", '2'),
    /** An update that gives a column another value. */
    CHANGE("update of", '2'),
    DELETE("delete from", '4'),
    /** No rule stands in for it. */
    TRUNCATE("truncate of", '-');

    private final String words;
    private final char event;

    Operation(String words, char event) {
        this.words = words;
        this.event = event;
    }

    /** How {@code pg_rewrite.ev_type} has it. */
    char event() {
        return event;
    }

    String of(String object) {
        return words + " " + object;
    }
}
