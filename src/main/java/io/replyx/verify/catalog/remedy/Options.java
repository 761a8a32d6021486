package io.replyx.verify.catalog.remedy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Options of foreign data, whose secrets the catalog does not hold. */
final class Options {
    /** As the queries of the catalog have it, which mask the options of wrappers, servers and tables already. */
    private static final Pattern SECRET = Pattern.compile(
            "password|passwd|pwd|secret|token|credential|(api|access|account|private)_?key", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> values = new LinkedHashMap<>();

    Options(List<String> options) {
        for (String option : options) {
            int equals = option.indexOf('=');
            values.put(option.substring(0, equals), option.substring(equals + 1));
        }
    }

    /** The clause that gives all of them, empty where there are none. */
    String create() {
        return clause(values.entrySet().stream()
                .filter(each -> !secret(each.getKey()))
                .map(each -> assigned(each.getKey(), each.getValue()))
                .toList());
    }

    /** The clause that makes these of those that are there, empty where nothing is to be done. */
    String from(Options have) {
        List<String> changes = new ArrayList<>();
        have.values.keySet().stream()
                .filter(name -> !values.containsKey(name))
                .forEach(name -> changes.add("DROP " + Names.identifier(name)));
        values.forEach((name, value) -> {
            String old = have.values.get(name);
            if (!secret(name) && !value.equals(old)) {
                changes.add((old == null ? "ADD " : "SET ") + assigned(name, value));
            }
        });
        return clause(changes);
    }

    /** A line about the secrets that are not there yet, for people: only they know the values. */
    String secrets(Options have) {
        return values.entrySet().stream()
                .filter(each -> secret(each.getKey()))
                .filter(each -> !each.getValue().equals(have.values.get(each.getKey())))
                .map(each -> "-- option " + Names.identifier(each.getKey())
                        + " is a secret, which no catalog holds: set it by hand\n")
                .collect(Collectors.joining())
                .strip();
    }

    private static String clause(List<String> parts) {
        return parts.isEmpty() ? "" : " OPTIONS (" + String.join(", ", parts) + ")";
    }

    private static String assigned(String name, String value) {
        return Names.identifier(name) + " " + Names.literal(value);
    }

    private static boolean secret(String name) {
        return SECRET.matcher(name).find();
    }
}
