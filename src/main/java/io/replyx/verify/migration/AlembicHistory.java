package io.replyx.verify.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The revisions that Alembic says a database is at; more than one when its chain has several heads.
 *
 * @param revisions the rows of {@code alembic_version}
 */
public record AlembicHistory(List<String> revisions) {
    /** The table in which Alembic keeps them. */
    public static final String TABLE = "alembic_version";

    public AlembicHistory {
        revisions = List.copyOf(revisions);
    }

    /** Read the revisions; empty when the database has no such table. */
    public static Optional<AlembicHistory> read(Connection connection) throws SQLException {
        Optional<String> table = HistoryReader.locate(connection, TABLE);
        if (table.isEmpty()) {
            return Optional.empty();
        }
        List<String> revisions = new ArrayList<>();
        try (PreparedStatement query =
                        connection.prepareStatement("select version_num from " + table.get() + " order by 1");
                ResultSet result = query.executeQuery()) {
            while (result.next()) {
                revisions.add(result.getString(1));
            }
        }
        return Optional.of(new AlembicHistory(revisions));
    }
}
