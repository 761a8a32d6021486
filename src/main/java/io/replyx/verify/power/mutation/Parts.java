package io.replyx.verify.power.mutation;

import java.util.ArrayList;
import java.util.List;

/** Text between brackets, and lists in it that commas separate. */
final class Parts {
    private Parts() {}

    /** Where the bracket that opens at a place is closed; the end of the text where it is not. */
    static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '"') {
                i = endOfQuote(text, i);
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    /** The parts between commas that stand in no bracket and no quotes. */
    static List<String> list(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '"') {
                i = endOfQuote(text, i);
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
        if (!text.substring(start).isBlank()) {
            parts.add(text.substring(start).strip());
        }
        return parts;
    }

    private static int endOfQuote(String text, int open) {
        int end = text.indexOf(text.charAt(open), open + 1);
        return end < 0 ? text.length() : end;
    }
}
