package io.replyx.verify.catalog.remedy;

import java.util.List;

/** The name of a function or an operator with the types of its arguments, as in {@code app.same(integer, text)}. */
record Signature(String name, List<String> arguments) {
    Signature {
        arguments = List.copyOf(arguments);
    }

    static Signature of(String text) {
        int open = Texts.outside(text, '(', 0);
        if (open < 0) {
            return new Signature(text, List.of());
        }
        return new Signature(text.substring(0, open), Texts.split(text.substring(open + 1, text.length() - 1), ','));
    }

    /** How an operator is named where its arguments do not stand beside it. */
    String operator() {
        return "OPERATOR(" + (name.indexOf('.') < 0 ? "pg_catalog." + name : name) + ")";
    }

    String types() {
        return "(" + String.join(", ", arguments) + ")";
    }
}
