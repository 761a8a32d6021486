package io.replyx.verify.operation.backup;

import io.replyx.verify.database.DumpTool;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExpectedFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The wish that a restore ends, from another thread: whatever it has at work on the server is ended at once. */
final class RestoreStop {
    private static final String END_ALL = """
            select pg_catalog.pg_terminate_backend(a.pid)
              from pg_catalog.pg_stat_activity as a
             where a.pid <> pg_catalog.pg_backend_pid()
               and (a.datname = ? or (a.datname = ? and a.application_name = ?))
            """;

    private final DatabaseUrl target;
    private final String scratch;
    private volatile @Nullable DumpTool tool;
    private volatile @Nullable BoundedSession beside;
    private volatile boolean asked;

    /**
     * Nothing is at work yet.
     *
     * @param target as the sessions of the restore name it and themselves
     * @param scratch the name of the scratch database
     */
    RestoreStop(DatabaseUrl target, String scratch) {
        this.target = target;
        this.scratch = scratch;
    }

    void stops(DumpTool found) {
        tool = found;
        requireGoing();
    }

    void cancels(BoundedSession session) {
        beside = session;
        requireGoing();
    }

    boolean asked() {
        return asked;
    }

    /**
     * See that nobody wished it yet.
     *
     * @throws BackupNotProven when somebody did
     */
    void requireGoing() {
        if (asked) {
            throw interrupted();
        }
    }

    BackupNotProven interrupted() {
        return new BackupNotProven("Interrupted. " + target.address() + " is as it was.");
    }

    void ask() {
        asked = true;
        Optional.ofNullable(tool).ifPresent(DumpTool::stop);
        Optional.ofNullable(beside).ifPresent(BoundedSession::cancel);
        try (BoundedSession other = BoundedSession.beside(target)) {
            other.strings(END_ALL, scratch, target.database(), target.applicationName());
        } catch (ExpectedFailure unreachable) {
            // Then the sessions are out of reach for the restore as well, and it fails by itself.
            Optional.ofNullable(tool).ifPresent(DumpTool::stop);
        }
    }
}
