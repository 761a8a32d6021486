package io.replyx.verify.evidence.health;

import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * How old the oldest IDs are that the database still has to tell apart; at about two thousand million it stops writing.
 *
 * @param transactions age of the oldest transaction ID
 * @param multixacts age of the oldest ID of a shared row lock
 */
public record TransactionIdAge(long transactions, long multixacts) {

    /** Ask about the database of a connection. */
    public static TransactionIdAge read(Connection connection) throws SQLException {
        return FactSql.beside(TransactionIdAge.class, "transaction_id")
                .ask(connection, row -> new TransactionIdAge(row.getLong("transactions"), row.getLong("multixacts")))
                .get(0);
    }
}
