package io.replyx.verify.evidence.use;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What came of using everything in a database once.
 *
 * @param examined how many tables, views and functions were tried
 * @param broken what names something that is not there
 * @param unfit the tables that no generated row fits
 */
public record Use(int examined, List<Fault> broken, List<Fault> unfit) {

    public Use {
        broken = List.copyOf(broken);
        unfit = List.copyOf(unfit);
    }

    /**
     * One thing that cannot be used.
     *
     * @param object kind and qualified name
     * @param message what was tried and what the server said
     */
    public record Fault(String object, String message) {}

    /**
     * Use everything, in one transaction that is taken back. Numbers that triggers draw from sequences stay drawn, so
     * that the database should not be needed any more.
     *
     * @param connection a connection of the owner, whom row security does not hold up
     * @param bookkeeping unqualified names of tables that are no data
     */
    public static Use of(Connection connection, Set<String> bookkeeping) throws SQLException {
        try (Attempts attempts = Attempts.on(connection)) {
            List<Fault> broken = new ArrayList<>();
            NamedObjects named = new NamedObjects(attempts);
            int others = named.examine(broken);
            TableUse tables = new TableUse(attempts, bookkeeping);
            int count = tables.examine(broken);
            return new Use(others + count, broken, tables.unfit());
        }
    }
}
