package io.replyx.verify.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A change to a database, what it makes of the catalog, and how it is taken back. */
record Mutation(String title, int sinceVersion, String apply, List<String> expected, String undo) {
    private static final Pattern CASE = Pattern.compile(
            "(?:\\((?<since>\\d+)\\+\\) )?(?<title>[^\\n]*)\\n(?<apply>.*?)(?<expected>(?:-- (?!undo)[^\\n]*\\n)+)-- undo\\n(?<undo>.*)",
            Pattern.DOTALL);

    static List<Mutation> parse(String file) {
        return Arrays.stream(file.split("(?m)^--- "))
                .filter(text -> !text.isBlank())
                .map(Mutation::parseOne)
                .toList();
    }

    private static Mutation parseOne(String text) {
        Matcher parts = CASE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not a mutation: " + text);
        }
        String since = parts.group("since");
        List<String> expected = parts.group("expected")
                .lines()
                .map(line -> line.substring("-- ".length()))
                .toList();
        return new Mutation(
                parts.group("title"),
                since == null ? 0 : Integer.parseInt(since),
                parts.group("apply"),
                expected,
                parts.group("undo"));
    }

    @Override
    public String toString() {
        return title;
    }
}
