package io.replyx.verify.report;

/** Text from a database, written so that Markdown takes none of it for its own. */
final class Markdown {
    private static final String SPECIAL = "\\`*_[]#|~!";

    private Markdown() {}

    /** One line that may stand in a paragraph, a list or a cell. */
    static String inline(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char character : text.strip().replaceAll("\\s*\\R\\s*", " · ").toCharArray()) {
            if (SPECIAL.indexOf(character) >= 0) {
                escaped.append('\\');
            }
            escaped.append(
                    switch (character) {
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        case '&' -> "&amp;";
                        default -> String.valueOf(character);
                    });
        }
        return escaped.toString();
    }

    /** A block that keeps its lines; set in rather than fenced, as a text may have fences of its own. */
    static String block(String text) {
        return "    " + text.replaceAll("\\R", "\n    ");
    }
}
