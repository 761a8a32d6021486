package io.replyx.verify.database;

/** Quotes names and texts for statements that take no parameters. */
public final class Sql {
    private Sql() {}

    /** A name, whatever characters it is made of. */
    public static String identifier(String name) {
        return '"' + withoutNul(name).replace("\"", "\"\"") + '"';
    }

    /** A text, whatever characters it is made of and however standard_conforming_strings is set. */
    public static String literal(String text) {
        String quoted = "'" + withoutNul(text).replace("'", "''").replace("\\", "\\\\") + "'";
        return text.indexOf('\\') < 0 ? quoted : " E" + quoted;
    }

    private static String withoutNul(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A name or text with a NUL character cannot be written in SQL.");
        }
        return text;
    }
}
