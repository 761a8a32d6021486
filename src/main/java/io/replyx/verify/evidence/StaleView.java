package io.replyx.verify.evidence;

/**
 * A materialized view that shows neither what it showed before a version nor what its query gives after the undo.
 *
 * @param name qualified, quoted name
 * @param extra rows that it shows and its query does not give
 * @param missing rows that its query gives and it does not show
 */
public record StaleView(String name, long extra, long missing) {

    /** Kind and name. */
    public String describe() {
        return "materialized view " + name;
    }

    /** What is wrong with it. */
    public String message() {
        return "shows other rows than before the version and than its query gives now (" + extra + " too many, "
                + missing + " too few); REFRESH it in the undo";
    }
}
