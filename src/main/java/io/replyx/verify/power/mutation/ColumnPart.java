package io.replyx.verify.power.mutation;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column within CREATE TABLE.
 *
 * @param element how it stands there
 * @param type its type with length and the like, in lower case
 * @param rest what stands behind the type
 */
record ColumnPart(String element, String name, String type, String rest) {
    private static final Pattern COLUMN = Pattern.compile("(?is)(" + Names.NAME + ")\\s+(.+?)"
            + "(\\s+(?:not\\s+null|null|default|collate|constraint|primary|references|generated|check|unique)\\b.*)?");

    static Optional<ColumnPart> parse(String element) {
        Matcher column = COLUMN.matcher(element);
        return column.matches()
                ? Optional.of(new ColumnPart(
                        element,
                        column.group(1),
                        column.group(2).toLowerCase(Locale.ROOT),
                        column.group(3) == null ? "" : column.group(3).strip()))
                : Optional.empty();
    }

    String sql() {
        return name + " " + type + (rest.isEmpty() ? "" : " " + rest);
    }

    boolean notNull() {
        return rest.toLowerCase(Locale.ROOT).matches("(?s).*\\bnot\\s+null\\b.*");
    }

    boolean hasDefault() {
        return rest.toLowerCase(Locale.ROOT).matches("(?s).*\\bdefault\\b.*");
    }

    boolean serial() {
        return type.endsWith("serial");
    }

    boolean text() {
        return type.equals("text") || type.startsWith("varchar") || type.startsWith("character varying");
    }

    boolean decimal() {
        return type.startsWith("numeric") || type.startsWith("decimal");
    }

    boolean doublePrecision() {
        return type.equals("double precision");
    }

    boolean time() {
        return type.startsWith("timestamp");
    }

    boolean flag() {
        return type.equals("boolean");
    }

    boolean vector() {
        return type.contains("vector(");
    }

    ColumnPart typed(String other) {
        return new ColumnPart(element, name, other, rest);
    }

    ColumnPart rest(String other) {
        return new ColumnPart(element, name, type, other.strip());
    }

    ColumnPart named(String other) {
        return new ColumnPart(element, other, type, rest);
    }
}
