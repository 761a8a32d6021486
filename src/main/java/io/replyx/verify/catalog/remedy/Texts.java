package io.replyx.verify.catalog.remedy;

import java.util.ArrayList;
import java.util.List;

/** Text as the server prints it, taken apart where neither quotes nor parentheses hold it together. */
final class Texts {
    private Texts() {}

    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        int at = outside(text, separator, from);
        while (at >= 0) {
            parts.add(text.substring(from, at).strip());
            from = at + 1;
            at = outside(text, separator, from);
        }
        String rest = text.substring(from).strip();
        if (!rest.isEmpty() || !parts.isEmpty()) {
            parts.add(rest);
        }
        return parts;
    }

    /** Where a character stands first that is neither quoted nor in parentheses, or -1. */
    static int outside(String text, char wanted, int from) {
        char quote = 0;
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == wanted && depth == 0) {
                return i;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            }
        }
        return -1;
    }
}
