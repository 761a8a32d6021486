package io.replyx.verify.migration.apply;

import io.replyx.verify.migration.sql.DetachStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How far the detachment of a partition has come.
 *
 * @param table the partitioned table; empty where it is not there
 * @param exists whether the partition is there, attached or not
 * @param attached whether it is attached to that table, be it that its detachment was begun
 * @param pending whether its detachment was begun and is not complete
 */
public record Detachment(Optional<Long> table, boolean exists, boolean attached, boolean pending) {
    private static final String READ = """
            select t.parent, t.child is not null as there, i.inhrelid is not null as attached,
                   coalesce(i.inhdetachpending, false) as pending
            from (select pg_catalog.to_regclass(?)::oid as parent, pg_catalog.to_regclass(?)::oid as child) t
            left join pg_catalog.pg_inherits i on i.inhrelid = t.child and i.inhparent = t.parent
            """;

    public static Detachment read(Connection connection, DetachStatement statement) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(READ)) {
            query.setString(1, statement.table());
            query.setString(2, statement.partition());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Detachment(
                        Optional.ofNullable(row.getObject("parent", Long.class)),
                        row.getBoolean("there"),
                        row.getBoolean("attached"),
                        row.getBoolean("pending"));
            }
        }
    }

    /** Whether the partition is a table of its own already. */
    public boolean done() {
        return table.isPresent() && exists && !attached;
    }
}
