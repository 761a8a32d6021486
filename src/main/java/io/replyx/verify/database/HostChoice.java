package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseHosts;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.TargetSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks the hosts of a database, in their order, which of them is the one that is meant. It is chosen once: whatever
 * follows, programs that dump and restore included, goes to that host and to no other.
 */
public final class HostChoice {
    private static final String SQL = "select pg_catalog.pg_is_in_recovery() as standby,"
            + " pg_catalog.current_setting('default_transaction_read_only') = 'on' as read_only";

    private final DatabaseHosts hosts;
    private final Function<DatabaseUrl, ReadOnlyDatabase> reader;
    private final List<String> passedOver = new ArrayList<>();
    private final List<DatabaseUrl> reached = new ArrayList<>();

    private HostChoice(DatabaseHosts hosts, Function<DatabaseUrl, ReadOnlyDatabase> reader) {
        this.hosts = hosts;
        this.reader = reader;
    }

    /**
     * The database on the host that is meant; a single host is asked only where more than that was said of it.
     *
     * @throws NoUsableDatabase when none is the one, or one refuses the connection
     */
    public static DatabaseUrl of(DatabaseHosts hosts) {
        if (!hosts.needAsking()) {
            return hosts.first();
        }
        try (ReadOnlyDatabase chosen = open(hosts, url -> new ReadOnlyDatabase(url, ReadLimits.standard()))) {
            return chosen.url();
        }
    }

    /**
     * The same for a database that need not be there: its hosts are asked in another one then.
     *
     * @throws NoUsableDatabase when none is the one, or one refuses the connection
     */
    public static DatabaseUrl ofServer(DatabaseHosts hosts) {
        try {
            return of(hosts);
        } catch (NoSuchDatabase missing) {
            return beside(hosts).withDatabase(hosts.first().database());
        }
    }

    private static DatabaseUrl beside(DatabaseHosts hosts) {
        try {
            return of(hosts.withDatabase("postgres"));
        } catch (NoUsableDatabase closed) {
            return of(hosts.withDatabase("template1"));
        }
    }

    /**
     * The same, as what reads it.
     *
     * @param reader makes what reads the database on one host
     */
    public static ReadOnlyDatabase open(DatabaseHosts hosts, Function<DatabaseUrl, ReadOnlyDatabase> reader) {
        return hosts.needAsking() ? new HostChoice(hosts, reader).ask() : reader.apply(hosts.first());
    }

    private ReadOnlyDatabase ask() {
        return hosts.each().stream()
                .flatMap(url -> meet(url).stream())
                .findFirst()
                .or(this::otherwise)
                .orElseThrow(() -> new NoUsableDatabase("No host of " + hosts.address()
                        + " is what target_session_attrs=" + hosts.session().text() + " asks for: "
                        + String.join("; ", passedOver) + "."));
    }

    /** A preference is no condition. */
    private Optional<ReadOnlyDatabase> otherwise() {
        return hosts.session() == TargetSession.PREFER_STANDBY
                ? reached.stream().findFirst().map(reader)
                : Optional.empty();
    }

    private Optional<ReadOnlyDatabase> meet(DatabaseUrl url) {
        ReadOnlyDatabase database = reader.apply(url);
        boolean kept = false;
        try {
            kept = matches(url, database.read(Answer::read));
            return kept ? Optional.of(database) : Optional.empty();
        } catch (NoUsableDatabase failure) {
            // Whoever refuses a password or shows a wrong certificate speaks for all hosts, as with libpq.
            if (!failure.isAbsent()) {
                throw failure;
            }
            passedOver.add(place(url) + " cannot be reached");
            return Optional.empty();
        } finally {
            if (!kept) {
                database.close();
            }
        }
    }

    private boolean matches(DatabaseUrl url, Answer answer) {
        reached.add(url);
        passedOver.add(place(url) + " is " + answer.word());
        return hosts.session().matches(answer.standby(), answer.readOnly());
    }

    private static String place(DatabaseUrl url) {
        return url.urlHost() + ":" + url.port();
    }

    private record Answer(boolean standby, boolean readOnly) {
        static Answer read(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(SQL)) {
                row.next();
                return new Answer(row.getBoolean("standby"), row.getBoolean("read_only"));
            }
        }

        String word() {
            if (standby) {
                return "a standby";
            }
            return readOnly ? "a primary whose sessions are read-only" : "a primary";
        }
    }
}
