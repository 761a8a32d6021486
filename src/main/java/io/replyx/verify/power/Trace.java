package io.replyx.verify.power;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.jupiter.Status;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the rules found of a mutant.
 *
 * @param rules the rules that it broke
 * @param texts objects and messages of their findings
 * @param versions the versions that the findings are about
 */
record Trace(SortedSet<String> rules, String texts, SortedSet<String> versions) {
    /** The object under which a check says that it could not be carried through, which says nothing of the subject. */
    private static final String OWN_FAILURE = "check";

    private static final int LONGEST = 240;

    static Trace of(List<Outcome> outcomes) {
        NavigableSet<String> rules = new TreeSet<>();
        NavigableSet<String> versions = new TreeSet<>();
        StringBuilder texts = new StringBuilder();
        for (Outcome outcome : outcomes) {
            List<Finding> broken = outcome.findings().stream()
                    .filter(Finding::isBroken)
                    .filter(finding -> !finding.object().equals(OWN_FAILURE))
                    .toList();
            if (outcome.status() == Status.FAILED && !broken.isEmpty()) {
                rules.add(outcome.rule());
                outcome.version().ifPresent(version -> versions.add(version));
                broken.forEach(finding -> texts.append(finding.object())
                        .append('\n')
                        .append(finding.message())
                        .append('\n'));
            }
        }
        return new Trace(rules, texts.toString(), versions);
    }

    /** Why checks could not be carried through, where there are such. */
    static String ownFailures(List<Outcome> outcomes) {
        return outcomes.stream()
                .flatMap(outcome -> outcome.findings().stream())
                .filter(finding -> finding.object().equals(OWN_FAILURE))
                .map(Finding::message)
                .distinct()
                .limit(2)
                .collect(Collectors.joining("; "));
    }

    /** The beginning of what was found, in one line. */
    String first() {
        String line = texts.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line;
    }

    boolean empty() {
        return rules.isEmpty();
    }

    /** Whether a finding names an object: by its qualified name, or by the last part of it as a word of its own. */
    boolean names(String object) {
        String name = object.substring(object.indexOf(' ') + 1);
        if (object.startsWith("version ")) {
            return versions.contains(name) || texts.contains(object) || word(name) || script(name);
        }
        return texts.contains(name) || word(name.substring(name.lastIndexOf('.') + 1));
    }

    /** A version is named by its script as well. */
    private boolean script(String version) {
        return Pattern.compile("[VU]" + Pattern.quote(version) + "__")
                .matcher(texts)
                .find();
    }

    private boolean word(String name) {
        return Pattern.compile("(?<![\\p{L}\\p{N}_])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_])")
                .matcher(texts)
                .find();
    }
}
