package io.replyx.verify.evidence;

import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.Version;
import java.util.List;
import java.util.Optional;

/**
 * The locks that the undo of a version takes, as seen on a disposable server.
 *
 * @param version the version
 * @param script name of the undo script
 * @param locks the strongest lock on each table, by name; a lock on an index counts for its table
 * @param failure why the script did not run through there, where it did not
 */
public record LockTrace(Version version, String script, List<TableLock> locks, Optional<ScriptFailure> failure) {

    public LockTrace {
        locks = List.copyOf(locks);
    }

    /**
     * A lock on a table.
     *
     * @param table qualified name
     * @param mode its strength
     */
    public record TableLock(String table, Mode mode) {}

    /** The modes of locks on tables, from the weakest to the strongest. */
    public enum Mode {
        ACCESS_SHARE("AccessShareLock"),
        ROW_SHARE("RowShareLock"),
        ROW_EXCLUSIVE("RowExclusiveLock"),
        SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock"),
        SHARE("ShareLock"),
        SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock"),
        EXCLUSIVE("ExclusiveLock"),
        ACCESS_EXCLUSIVE("AccessExclusiveLock");

        private final String serverName;

        Mode(String serverName) {
            this.serverName = serverName;
        }

        static Optional<Mode> ofServer(String name) {
            return java.util.Arrays.stream(values())
                    .filter(mode -> mode.serverName.equals(name))
                    .findFirst();
        }

        /** The mode as SQL writes it. */
        public String sql() {
            return name().replace('_', ' ');
        }

        /** What others cannot do while it is held. */
        public String holdsUp() {
            return switch (this) {
                case ACCESS_EXCLUSIVE -> "reads and writes wait";
                case EXCLUSIVE, SHARE_ROW_EXCLUSIVE, SHARE -> "writes wait";
                default -> "neither reads nor writes wait";
            };
        }
    }
}
