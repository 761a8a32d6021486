package io.replyx.verify.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A database of a fleet.
 *
 * @param name what reports call it
 * @param variable the variable that holds its URL
 * @param database where it is, and how connections to it are kept
 */
public record Target(String name, String variable, DatabaseTarget database) {

    /**
     * Look up where the databases of a list are.
     *
     * @throws WrongUse naming every variable that is missing or holds no URL, and databases that are listed twice
     */
    public static List<Target> of(List<ListedTarget> listed, Environment environment) {
        List<String> problems = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        PoolSettings pool = environment.pool().ofOne();
        Map<String, String> addresses = new HashMap<>();
        for (ListedTarget entry : listed) {
            hosts(entry, environment, problems).ifPresent(found -> {
                targets.add(new Target(entry.name(), entry.variable(), new DatabaseTarget(found, pool)));
                found.each().forEach(url -> same(entry, url, addresses).ifPresent(problems::add));
            });
        }
        if (!problems.isEmpty()) {
            throw new WrongUse(String.join("\n  ", problems));
        }
        return List.copyOf(targets);
    }

    private static Optional<String> same(ListedTarget entry, DatabaseUrl url, Map<String, String> addresses) {
        String other = addresses.putIfAbsent(address(url), entry.name());
        return Optional.ofNullable(other)
                .map(name -> name.equals(entry.name())
                        ? entry.variable() + " names a host twice, " + url.address()
                        : name + " and " + entry.name() + " are the same database, " + url.address());
    }

    /** Names of hosts do not tell capitals apart; those of databases do. */
    private static String address(DatabaseUrl url) {
        return url.host().toLowerCase(Locale.ROOT) + ":" + url.port() + "/" + url.database();
    }

    private static Optional<DatabaseHosts> hosts(ListedTarget entry, Environment environment, List<String> problems) {
        try {
            Optional<DatabaseHosts> hosts = environment.hosts(entry.variable());
            if (hosts.isEmpty()) {
                problems.add(entry.variable() + " is not set: it holds the URL of " + entry.name());
            }
            return hosts;
        } catch (WrongUse wrong) {
            if (!problems.contains(wrong.getMessage())) {
                problems.add(wrong.getMessage());
            }
            return Optional.empty();
        }
    }
}
