package io.replyx.verify.database;

/**
 * What reading has cost the server.
 *
 * @param transactions how many transactions were opened
 * @param assignedIds how many of them were given an id, as any that writes is, or could not be proved to have none
 */
public record TransactionTally(int transactions, int assignedIds) {
    /** The tally before the first transaction. */
    public static TransactionTally none() {
        return new TransactionTally(0, 0);
    }

    /** Whether no transaction wrote anything. */
    public boolean nothingWritten() {
        return assignedIds == 0;
    }

    TransactionTally plus(boolean assignedId) {
        return new TransactionTally(transactions + 1, assignedIds + (assignedId ? 1 : 0));
    }

    /** Both together. */
    public TransactionTally and(TransactionTally other) {
        return new TransactionTally(transactions + other.transactions, assignedIds + other.assignedIds);
    }
}
