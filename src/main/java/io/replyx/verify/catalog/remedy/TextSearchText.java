package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.ObjectKind;
import io.replyx.verify.catalog.OtherObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Statements about configurations and dictionaries of text search. */
final class TextSearchText {
    private static final String ADD = " ADD MAPPING FOR ";
    private static final String ALTER = " ALTER MAPPING FOR ";

    private final Drift drift;

    TextSearchText(Drift drift) {
        this.drift = drift;
    }

    static String dictionary(OtherObject dictionary) {
        String options = Facts.of(dictionary).value("options");
        return "CREATE TEXT SEARCH DICTIONARY " + dictionary.name() + " (TEMPLATE = "
                + Facts.of(dictionary).value("template") + (options.isEmpty() ? "" : ", " + options) + ");";
    }

    String alterDictionary(OtherObject have, OtherObject want) {
        if (!Facts.of(have).value("template").equals(Facts.of(want).value("template"))) {
            return another(want);
        }
        // All of them, since those that are given move behind those that are not.
        List<String> wanted = options(want);
        List<String> changes = new ArrayList<>();
        options(have).stream()
                .map(TextSearchText::nameOf)
                .filter(name -> wanted.stream().noneMatch(each -> nameOf(each).equals(name)))
                .forEach(changes::add);
        changes.addAll(wanted);
        return "ALTER TEXT SEARCH DICTIONARY " + want.name() + " (" + String.join(", ", changes) + ");";
    }

    private static List<String> options(OtherObject dictionary) {
        return Texts.split(Facts.of(dictionary).value("options"), ',');
    }

    private static String nameOf(String option) {
        return option.substring(0, Texts.outside(option, '=', 0)).strip();
    }

    /** Nothing changes a dictionary's template; configurations that use it are moved to the new one. */
    private String another(OtherObject want) {
        String before = Names.besides(want.name(), "_before");
        List<String> lines = new ArrayList<>();
        lines.add("ALTER TEXT SEARCH DICTIONARY " + want.name() + " RENAME TO " + Names.bare(before) + ";");
        lines.add(dictionary(want));
        drift.kept(OtherObject.class)
                .filter(each -> each.kind() == ObjectKind.TEXT_SEARCH_CONFIGURATION)
                .filter(each -> mappings(each).values().stream()
                        .anyMatch(dictionaries -> Texts.split(dictionaries, ',').contains(want.name())))
                .forEach(each -> lines.add("ALTER TEXT SEARCH CONFIGURATION " + each.name() + " ALTER MAPPING REPLACE "
                        + before + " WITH " + want.name() + ";"));
        lines.add("DROP TEXT SEARCH DICTIONARY " + before + ";");
        return String.join("\n", lines) + new Belongings(drift).of(want);
    }

    static String configuration(OtherObject configuration) {
        List<String> lines = new ArrayList<>();
        lines.add("CREATE TEXT SEARCH CONFIGURATION " + configuration.name() + " (PARSER = "
                + Facts.of(configuration).value("parser") + ");");
        lines.addAll(map(configuration, ADD, mappings(configuration)));
        return String.join("\n", lines);
    }

    String alterConfiguration(OtherObject have, OtherObject want) {
        if (!Facts.of(have).value("parser").equals(Facts.of(want).value("parser"))) {
            return Drops.of(have) + "\n" + configuration(want) + new Belongings(drift).of(want);
        }
        Map<String, String> wanted = mappings(want);
        Map<String, String> had = mappings(have);
        Map<String, String> missing = new LinkedHashMap<>(wanted);
        missing.keySet().removeAll(had.keySet());
        Map<String, String> different = new LinkedHashMap<>(wanted);
        different.keySet().retainAll(had.keySet());
        different.entrySet().removeAll(had.entrySet());
        had.keySet().removeAll(wanted.keySet());
        List<String> lines = new ArrayList<>();
        if (!had.isEmpty()) {
            lines.add(configurationOf(want) + " DROP MAPPING FOR " + String.join(", ", had.keySet()) + ";");
        }
        lines.addAll(map(want, ALTER, different));
        lines.addAll(map(want, ADD, missing));
        return String.join("\n", lines);
    }

    /** One statement for all kinds of tokens that go to the same dictionaries. */
    private static List<String> map(OtherObject configuration, String verb, Map<String, String> mappings) {
        Map<String, List<String>> tokens = new LinkedHashMap<>();
        mappings.forEach((token, dictionaries) ->
                tokens.computeIfAbsent(dictionaries, each -> new ArrayList<>()).add(token));
        return tokens.entrySet().stream()
                .map(each -> configurationOf(configuration) + verb + String.join(", ", each.getValue()) + " WITH "
                        + each.getKey() + ";")
                .toList();
    }

    private static String configurationOf(OtherObject configuration) {
        return "ALTER TEXT SEARCH CONFIGURATION " + configuration.name();
    }

    /** Dictionaries by the kind of token. */
    private static Map<String, String> mappings(OtherObject configuration) {
        Map<String, String> mappings = new LinkedHashMap<>();
        for (String line : Facts.of(configuration).from(1)) {
            int equals = line.indexOf('=');
            mappings.put(Names.identifier(line.substring(0, equals)), line.substring(equals + 1));
        }
        return mappings;
    }
}
