package io.replyx.verify.database;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Settings of a server whose data nobody will miss. */
final class ServerFlags {
    /** For the environment: memory in large pages, where a library knows of them, costs a session few page faults. */
    static final Map.Entry<String, String> LARGE_PAGES = Map.entry("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");

    private static final List<String> SETTINGS = List.of(
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            // Each copy of a database ends in a checkpoint, so that there is never much of a log to keep.
            "max_wal_size=1GB",
            "wal_init_zero=off",
            "wal_recycle=off",
            "checkpoint_timeout=30min",
            // Each session maps each of these pages anew, which costs more than reading it from memory once more.
            "shared_buffers=4MB",
            "maintenance_work_mem=256MB",
            "max_connections=100",
            // One transaction may create, dump or drop ten thousand tables with their indexes.
            "max_locks_per_transaction=1024",
            // A worker in a template database would hold up its clones, and one at work disturbs measurements.
            "autovacuum=off",
            // Compiling takes longer than any query of a rehearsal.
            "jit=off",
            // A killed client must not leave its locks behind.
            "client_connection_check_interval=500ms",
            "timezone=UTC",
            "log_timezone=UTC",
            // What tests provoke on purpose is no news.
            "log_min_messages=fatal",
            "log_checkpoints=off");

    private ServerFlags() {}

    /** The settings as arguments of the server program. */
    static Stream<String> arguments() {
        return SETTINGS.stream().flatMap(setting -> Stream.of("-c", setting));
    }
}
