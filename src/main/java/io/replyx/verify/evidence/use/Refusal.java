package io.replyx.verify.evidence.use;

/**
 * An operation that no row of a table got through, neither a new one nor one that is there.
 *
 * @param fault what was tried last, and what the server said
 * @param ofTheRow whether it may be that only these rows, or this run, are refused, as by a check, a key, an exception or
 *     a timeout
 * @param unusual whether it is to be told whatever the operation was, as where the server said nothing of it
 */
public record Refusal(Operation operation, Fault fault, boolean ofTheRow, boolean unusual) {
    Tried tried() {
        return new Tried(operation, fault.object());
    }
}
