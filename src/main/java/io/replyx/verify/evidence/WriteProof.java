package io.replyx.verify.evidence;

/**
 * The proof that a run wrote nothing: PostgreSQL gives a transaction an ID when it writes, and none was given one.
 *
 * @param transactions transactions of the run
 * @param withId those that were given an ID by the time they ended
 */
public record WriteProof(int transactions, int withId) {

    /** Whether nothing was written. */
    public boolean holds() {
        return withId == 0;
    }
}
