package io.replyx.verify.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One database on one host, or on any of several, of which one is chosen once and kept.
 *
 * @param each the database on each host, in the order to try them
 * @param stated which of the hosts is meant, where that was said
 */
public record DatabaseHosts(List<DatabaseUrl> each, Optional<TargetSession> stated) {

    public DatabaseHosts {
        each = List.copyOf(each);
        if (each.isEmpty()) {
            throw new IllegalArgumentException("a database is on at least one host");
        }
    }

    /** A database on the one host that it names. */
    public static DatabaseHosts of(DatabaseUrl url) {
        return new DatabaseHosts(List.of(url), Optional.empty());
    }

    /** The database on the first host: all but host and port is the same on the others. */
    public DatabaseUrl first() {
        return each.get(0);
    }

    /** Another database on the same hosts. */
    public DatabaseHosts withDatabase(String other) {
        return new DatabaseHosts(
                each.stream().map(url -> url.withDatabase(other)).toList(), stated);
    }

    /** Which of the hosts is meant. */
    public TargetSession session() {
        return stated.orElse(TargetSession.ANY);
    }

    /** Whether the hosts have to be asked before it is clear which one is meant. */
    public boolean needAsking() {
        return each.size() > 1 || session() != TargetSession.ANY;
    }

    /**
     * The same hosts, of which a standby is preferred.
     *
     * @throws WrongUse when something else was said of them
     */
    public DatabaseHosts preferringStandby() {
        stated.filter(said -> said != TargetSession.PREFER_STANDBY).ifPresent(said -> {
            throw new WrongUse("--prefer-standby contradicts target_session_attrs=" + said.text()
                    + " of the URL. Take one of them away.");
        });
        return new DatabaseHosts(each, Optional.of(TargetSession.PREFER_STANDBY));
    }

    /**
     * The same hosts for a command that writes: of several the primary is meant.
     *
     * @param command the command, for the message
     * @throws WrongUse when a host was asked for that takes no writes
     */
    public DatabaseHosts forWriting(String command) {
        if (session() == TargetSession.ANY) {
            return each.size() == 1 ? this : new DatabaseHosts(each, Optional.of(TargetSession.PRIMARY));
        }
        if (!session().writes()) {
            throw new WrongUse("./verify " + command + " writes, and target_session_attrs="
                    + session().text() + " of DATABASE_URL may lead to a server that takes no writes."
                    + " Write primary or read-write, or leave it out. Nothing was touched.");
        }
        return this;
    }

    /** Hosts, ports and database, for messages. */
    public String address() {
        return each.stream().map(url -> url.urlHost() + ":" + url.port()).collect(Collectors.joining(",")) + "/"
                + first().database();
    }
}
