package io.replyx.verify.evidence.health;

import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * The version of a collation that a database was made with, and the one that the server's libraries have.
 *
 * @param name the collation, as in {@code collation app.german}
 * @param refresh the statement that takes the server's version for the database's, once what holds the order is made anew
 * @param recorded the version that the database has noted, or none
 * @param actual the version that the server's libraries have, or none
 * @param known whether a version is noted that the server's could be held against
 * @param holders what keeps text in the collation's order: indexes, and tables that are partitioned by ranges of it
 */
public record CollationVersion(
        String name, String refresh, String recorded, String actual, boolean known, List<String> holders) {

    public CollationVersion {
        holders = List.copyOf(holders);
    }

    /** Those of the database's default collation and of each other that one of its columns or indexes uses. */
    public static List<CollationVersion> read(Connection connection) throws SQLException {
        return FactSql.beside(CollationVersion.class, "collation_version")
                .ask(
                        connection,
                        row -> new CollationVersion(
                                row.getString("name"),
                                row.getString("refresh"),
                                row.getString("recorded"),
                                row.getString("actual"),
                                row.getBoolean("known"),
                                Arrays.asList((String[]) row.getArray("holders").getArray())));
    }

    /** Whether the server may put text in another order than it had. */
    public boolean changed() {
        return known && !recorded.equals(actual);
    }
}
