package io.replyx.verify.report;

/** Text from a database, written so that Markdown and HTML take none of it for their own. */
final class Markup {
    private static final String SPECIAL = "\\`*_[]#|~!";

    private Markup() {}

    /** One line of Markdown that may stand in a paragraph, a list or a cell. */
    static String inline(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char character : text.strip().replaceAll("\\s*\\R\\s*", " · ").toCharArray()) {
            if (SPECIAL.indexOf(character) >= 0) {
                escaped.append('\\');
            }
            escaped.append(character);
        }
        return html(escaped.toString());
    }

    /** Text between tags. */
    static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A block of Markdown that keeps its lines; set in rather than fenced, as a text may have fences of its own. */
    static String block(String text) {
        return "    " + text.replaceAll("\\R", "\n    ");
    }
}
