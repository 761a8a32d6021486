package io.replyx.verify.evidence.health;

import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How far somebody is behind in what the server has written.
 *
 * @param holder a standby, a replication slot, or the server itself where it is a standby
 * @param bytes the log that it has still to replay, or that is kept for it
 * @param lost whether log that it needs is gone, so that it never comes up again by itself
 * @param visible whether it can be seen here how far it is
 */
public record ReplicationLag(String holder, long bytes, boolean lost, boolean visible) {

    /** Everybody who follows the server, and the server itself where it follows another, the last first. */
    public static List<ReplicationLag> read(Connection connection) throws SQLException {
        return FactSql.beside(ReplicationLag.class, "replication_lag")
                .ask(
                        connection,
                        row -> new ReplicationLag(
                                row.getString("holder"),
                                row.getLong("bytes"),
                                row.getBoolean("lost"),
                                row.getBoolean("visible")));
    }
}
