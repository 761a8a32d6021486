package io.replyx.verify.power.mutation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of objects in statements, and what a statement is about. */
final class Names {
    static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    static final String QUALIFIED = NAME + "(?:\\." + NAME + ")?";

    private static final Pattern OF_TABLE = Pattern.compile("(?is)alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?("
            + QUALIFIED + ")\\s+(?:add|drop|alter|validate|rename)\\s+(constraint|column)\\s+"
            + "(?:if\\s+(?:not\\s+)?exists\\s+)?(" + NAME + ").*");
    private static final Pattern TABLE =
            Pattern.compile("(?is)alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?(" + QUALIFIED + ").*");
    private static final Pattern INDEX = Pattern.compile("(?is)create\\s+(?:unique\\s+)?index\\s+(?:concurrently\\s+)?"
            + "(?:if\\s+not\\s+exists\\s+)?(" + NAME + ")\\s+on\\s+(?:only\\s+)?(" + QUALIFIED + ").*");
    private static final Pattern OTHER = Pattern.compile(
            "(?is)(?:create|drop|alter)\\s+(?:or\\s+replace\\s+)?(?:unlogged\\s+|unique\\s+|materialized\\s+)?"
                    + "(table|index|view|sequence|extension|type|function|schema|domain)\\s+(?:concurrently\\s+)?"
                    + "(?:if\\s+(?:not\\s+)?exists\\s+)?(" + QUALIFIED + ").*");
    private static final Pattern ANY =
            Pattern.compile("(?is).*?\\b(?:on|into|from|update|table)\\s+(" + QUALIFIED + ").*");

    private Names() {}

    /** Kind and qualified name of what a statement makes, changes or takes away. */
    static Optional<String> object(String statement) {
        Matcher ofTable = OF_TABLE.matcher(statement);
        if (ofTable.matches()) {
            return Optional.of(ofTable.group(2).toLowerCase(java.util.Locale.ROOT) + " " + ofTable.group(1) + "."
                    + ofTable.group(3));
        }
        Matcher index = INDEX.matcher(statement);
        if (index.matches()) {
            return Optional.of("index " + schema(index.group(2)) + index.group(1));
        }
        Matcher other = OTHER.matcher(statement);
        if (other.matches()) {
            return Optional.of(other.group(1).toLowerCase(java.util.Locale.ROOT) + " " + other.group(2));
        }
        return first(TABLE, statement).or(() -> first(ANY, statement)).map(table -> "table " + table);
    }

    private static Optional<String> first(Pattern pattern, String statement) {
        Matcher matcher = pattern.matcher(statement);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The schema of a qualified name, with its dot; empty where there is none. */
    static String schema(String qualified) {
        int dot = qualified.lastIndexOf('.');
        return dot < 0 ? "" : qualified.substring(0, dot + 1);
    }

    /** A qualified name without its schema. */
    static String bare(String qualified) {
        return qualified.substring(qualified.lastIndexOf('.') + 1);
    }

    /** The name with letters behind it, within its quotes where it has some. */
    static String longer(String name, String letters) {
        return name.endsWith("\"") ? name.substring(0, name.length() - 1) + letters + "\"" : name + letters;
    }

    /** The first words of a statement, for a person. */
    static String excerpt(String statement) {
        return excerpt(statement, 90);
    }

    /** A text in one line that is not longer than so many letters. */
    static String excerpt(String text, int longest) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > longest ? line.substring(0, longest - 1) + "…" : line;
    }
}
