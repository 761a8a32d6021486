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
 * @param url where it is
 */
public record Target(String name, String variable, DatabaseUrl url) {

    /**
     * Look up where the databases of a list are.
     *
     * @throws WrongUse naming every variable that is missing or holds no URL, and databases that are listed twice
     */
    public static List<Target> of(List<ListedTarget> listed, Environment environment) {
        List<String> problems = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        Map<String, String> addresses = new HashMap<>();
        for (ListedTarget entry : listed) {
            Optional<DatabaseUrl> url = url(entry, environment, problems);
            url.ifPresent(found -> {
                targets.add(new Target(entry.name(), entry.variable(), found));
                String other = addresses.putIfAbsent(address(found), entry.name());
                if (other != null) {
                    problems.add(other + " and " + entry.name() + " are the same database, " + found.address());
                }
            });
        }
        if (!problems.isEmpty()) {
            throw new WrongUse(String.join("\n  ", problems));
        }
        return List.copyOf(targets);
    }

    /** Names of hosts do not tell capitals apart; those of databases do. */
    private static String address(DatabaseUrl url) {
        return url.host().toLowerCase(Locale.ROOT) + ":" + url.port() + "/" + url.database();
    }

    private static Optional<DatabaseUrl> url(ListedTarget entry, Environment environment, List<String> problems) {
        try {
            Optional<DatabaseUrl> url = environment.url(entry.variable());
            if (url.isEmpty()) {
                problems.add(entry.variable() + " is not set: it holds the URL of " + entry.name());
            }
            return url;
        } catch (WrongUse wrong) {
            problems.add(wrong.getMessage());
            return Optional.empty();
        }
    }
}
