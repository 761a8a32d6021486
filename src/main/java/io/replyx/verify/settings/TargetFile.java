package io.replyx.verify.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the list of a fleet's databases: names, and the variables that hold their URLs; never a URL itself. */
public final class TargetFile {
    private static final YamlFile<Raw> FILE = new YamlFile<>(Raw.class, "list of targets", "targets:");

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private record Raw(@Nullable List<ListedTarget.@Nullable Raw> targets) {}

    private final String file;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, String> variables = new HashMap<>();

    private TargetFile(String file) {
        this.file = file;
    }

    /**
     * Read a list.
     *
     * @throws WrongUse naming every entry that is not one
     */
    public static List<ListedTarget> read(Path file) {
        return new TargetFile(file.toString()).checked(FILE.read(file));
    }

    static List<ListedTarget> parse(String file, String yaml) {
        return new TargetFile(file).checked(FILE.parse(file, yaml));
    }

    private List<ListedTarget> checked(Raw raw) {
        List<ListedTarget.@Nullable Raw> entries = raw.targets();
        if (entries == null || entries.isEmpty()) {
            throw new WrongUse(file + " lists no target: an entry is '- name: shop' with 'variable: SHOP_URL' below");
        }
        List<ListedTarget> targets = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            ListedTarget.Raw entry = entries.get(i);
            targets.add(check(
                    "targets[" + i + "]",
                    entry == null ? "" : Objects.requireNonNullElse(entry.name(), ""),
                    entry == null ? "" : Objects.requireNonNullElse(entry.variable(), "")));
        }
        if (!problems.isEmpty()) {
            throw new WrongUse(file + ": " + String.join("\n  ", problems));
        }
        return List.copyOf(targets);
    }

    private ListedTarget check(String place, String name, String variable) {
        if (name.isEmpty()) {
            problems.add(place + " has no name");
        } else if (!ListedTarget.isName(name)) {
            problems.add(place + ".name is none that a folder of reports can have: letters, digits, . _ and -, at most"
                    + " 63, and not allure, allure-results or junit");
        } else if (!names.add(name.toLowerCase(Locale.ROOT))) {
            problems.add(place + ".name: there are two targets " + name + "; capitals do not tell names apart");
        }
        if (variable.isEmpty()) {
            problems.add(place + " has no variable: the name of the environment variable that holds the URL");
        } else if (!VARIABLE.matcher(variable).matches()) {
            // What stands there may be a URL with a password.
            problems.add(place + ".variable is no name of an environment variable; a URL stands in the variable, never"
                    + " in this file");
        } else if (variables.putIfAbsent(variable, name) != null) {
            problems.add(place + ".variable: " + variables.get(variable) + " and " + name + " are both " + variable);
        }
        return new ListedTarget(name, variable);
    }
}
