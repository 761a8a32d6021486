package io.replyx.verify.operation.maintain;

/**
 * Something to do that no maintenance does by itself.
 *
 * @param object what it is about
 * @param what what to do
 * @param reason why
 */
public record Advice(String object, String what, String reason) {

    /** The advice in one line. */
    public String describe() {
        return object + ": " + what + ", since " + reason;
    }
}
