package io.replyx.verify.operation.backup;

import io.replyx.verify.database.QueryFailed;
import io.replyx.verify.database.Sql;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Puts one database in another's place, in one transaction, once nobody is connected to it. */
final class TargetSwap {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int LONGEST_NAME = 63;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss").withZone(ZoneOffset.UTC);
    private static final String SESSIONS = """
            select 'process ' || a.pid || ', role ' || coalesce(a.usename, '?') || ', '
                   || case when a.application_name = '' then 'no application name' else a.application_name end
                   || coalesce(', ' || a.state, '')
              from pg_catalog.pg_stat_activity as a
             where a.datname = ? and a.backend_type = 'client backend' and a.pid <> pg_catalog.pg_backend_pid()
             order by a.pid
            """;
    private static final String DISCONNECT = """
            select pg_catalog.pg_terminate_backend(a.pid)
              from pg_catalog.pg_stat_activity as a
             where a.datname = ? and a.backend_type = 'client backend' and a.pid <> pg_catalog.pg_backend_pid()
            """;

    private final BoundedSession beside;
    private final DatabaseUrl target;

    TargetSwap(BoundedSession beside, DatabaseUrl target) {
        this.beside = beside;
        this.target = target;
    }

    /** The name that the target has afterwards; empty when there was none. */
    Optional<String> with(String other, boolean disconnect) {
        String name = target.database();
        String rename = "alter database " + Sql.identifier(other) + " rename to " + Sql.identifier(name);
        if (beside.strings("select datname from pg_catalog.pg_database where datname = ?", name)
                .isEmpty()) {
            beside.execute(rename);
            return Optional.empty();
        }
        requireAlone(disconnect);
        String old = oldName(name);
        try {
            beside.together(
                    List.of("alter database " + Sql.identifier(name) + " rename to " + Sql.identifier(old), rename));
        } catch (QueryFailed busy) {
            throw new Refused("The databases could not be renamed: " + busy.getMessage() + "\n" + target.address()
                    + " is as it was.");
        }
        return Optional.of(old);
    }

    private static String oldName(String name) {
        String suffix = "_before_restore_" + STAMP.format(Instant.now());
        int room = LONGEST_NAME - suffix.length();
        return (name.length() > room ? name.substring(0, room) : name) + suffix;
    }

    /**
     * See that nobody is connected to the target.
     *
     * @throws Refused naming who is
     */
    void requireAlone(boolean disconnect) {
        if (disconnect) {
            beside.strings(DISCONNECT, target.database());
        }
        try {
            Awaitility.await()
                    .atMost(disconnect ? PATIENCE : POLL.multipliedBy(10))
                    .pollInterval(POLL)
                    .until(() -> sessions().isEmpty());
        } catch (ConditionTimeoutException stillThere) {
            throw new Refused("Sessions are on " + target.address() + ":\n- " + String.join("\n- ", sessions())
                    + "\nNothing was touched. Stop the application, or end them with --disconnect.");
        }
    }

    private List<String> sessions() {
        return beside.strings(SESSIONS, target.database());
    }
}
