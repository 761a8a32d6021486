package io.replyx.verify.evidence.health;

import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How far a build of an index, a VACUUM or an ANALYZE has come.
 *
 * @param pid the server process at work
 * @param command what it runs
 * @param object the index or table
 * @param phase what it does at the moment, empty where that is hidden
 * @param done rows or blocks of the phase that are done
 * @param total how many there are; 0 where the server does not tell
 */
public record WorkProgress(int pid, String command, String object, String phase, long done, long total) {

    /** Everything of the kind that is at work in the database. */
    public static List<WorkProgress> read(Connection connection) throws SQLException {
        return FactSql.beside(WorkProgress.class, "work_progress")
                .ask(
                        connection,
                        row -> new WorkProgress(
                                row.getInt("pid"),
                                row.getString("command"),
                                row.getString("object"),
                                row.getString("phase"),
                                row.getLong("done"),
                                row.getLong("total")));
    }

    /** Whether an index is being built. */
    public boolean buildsAnIndex() {
        return command.contains("INDEX");
    }

    /** How much of the phase is done, in percent; empty where the server does not tell. */
    public OptionalDouble percent() {
        return total > 0 ? OptionalDouble.of(Math.min(100, 100.0 * done / total)) : OptionalDouble.empty();
    }
}
