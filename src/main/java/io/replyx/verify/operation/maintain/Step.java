package io.replyx.verify.operation.maintain;

/**
 * One statement of a maintenance.
 *
 * @param work what it does
 * @param object the table or index, quoted where SQL needs it
 * @param bytes the object's size
 */
public record Step(Work work, String object, long bytes) {

    /** The statement as it is sent. */
    public String sql() {
        return work.statement(object);
    }
}
