package io.replyx.verify.catalog;

import java.util.List;

/**
 * Of two texts, the place where they part.
 *
 * @param place where that is, in words that follow a name, or empty when the texts are shown whole
 */
record Excerpt(String place, String have, String want) {
    private static final int WHOLE = 80;
    private static final int BEFORE = 24;
    private static final String MORE = "…";

    static Excerpt of(String have, String want) {
        if (have.indexOf('\n') < 0 && want.indexOf('\n') < 0) {
            return ofLines("", have, want);
        }
        List<String> haveLines = have.lines().toList();
        List<String> wantLines = want.lines().toList();
        int line = 0;
        while (line < haveLines.size()
                && line < wantLines.size()
                && haveLines.get(line).equals(wantLines.get(line))) {
            line++;
        }
        return ofLines(", line " + (line + 1), at(haveLines, line), at(wantLines, line));
    }

    /** A text cut to one short line. */
    static String cut(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= WHOLE ? line : line.substring(0, WHOLE - 1) + MORE;
    }

    private static Excerpt ofLines(String place, String have, String want) {
        int start = Math.max(have.length(), want.length()) <= WHOLE ? 0 : Math.max(0, common(have, want) - BEFORE);
        return new Excerpt(place, from(start, have), from(start, want));
    }

    private static int common(String have, String want) {
        int length = 0;
        while (length < have.length() && length < want.length() && have.charAt(length) == want.charAt(length)) {
            length++;
        }
        return length;
    }

    private static String from(int start, String text) {
        if (text.isBlank()) {
            return text.isEmpty() ? "(none)" : "(blank)";
        }
        int end = Math.min(text.length(), start + WHOLE);
        return (start > 0 ? MORE : "") + text.substring(Math.min(start, end), end) + (end < text.length() ? MORE : "");
    }

    private static String at(List<String> lines, int line) {
        return line < lines.size() ? lines.get(line).strip() : "";
    }
}
