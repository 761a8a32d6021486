package io.replyx.verify.evidence.use;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expressions that make a value of a type. */
final class GeneratedValue {
    private static final Pattern DIMENSION = Pattern.compile("\\(([0-9]+)\\)$");
    private static final String WORD = "pg_catalog.md5(pg_catalog.random()::text)";

    private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{32}\\b");

    private GeneratedValue() {}

    /** Whether a message shows a word that was generated. */
    static boolean isToldIn(String message) {
        return HASH.matcher(message).find();
    }

    /** A value of a type, named as {@code format_type} names it; NULL where it knows none. */
    static String of(String type) {
        return of(type, type);
    }

    /**
     * A value of a type.
     *
     * @param type the type as it is declared, which the value is made to fit
     * @param base the type under it, where it is a domain
     */
    static String of(String type, String base) {
        if (base.endsWith("[]")) {
            return "'{}'::" + type;
        }
        return "(" + plain(base) + ")::" + base + (type.equals(base) ? "" : "::" + type);
    }

    /** What differs from every value that is there. */
    static String fresh(String type, String base, String column, String table) {
        return switch (bare(base)) {
            case "smallint", "integer", "bigint", "numeric", "real", "double precision" ->
                GeneratedNumber.of(base).above(column, table) + "::" + type;
            // Nothing can be added to it.
            case "oid" -> "(select coalesce(max(" + column + ")::pg_catalog.int8, 0) + 1 from " + table + ")::" + type;
            default -> of(type, base);
        };
    }

    private static String plain(String type) {
        int dimension = dimension(type);
        return switch (bare(type)) {
            case "numeric" -> GeneratedNumber.of(type).step();
            case "smallint", "integer", "bigint", "real", "double precision", "oid", "money" -> "1";
            case "boolean" -> "true";
            case "text", "character varying", "character", "\"char\"", "name", "citext", "ltree" -> WORD;
            case "date", "timestamp without time zone", "timestamp with time zone" ->
                "pg_catalog.now() + pg_catalog.random() * interval '9000 days'";
            case "time without time zone", "time with time zone" -> "'12:00+00'";
            case "interval" -> "'1 day'";
            case "uuid" -> "pg_catalog.gen_random_uuid()";
            case "json", "jsonb" -> "'{}'";
            case "xml" -> "'<a/>'";
            case "bytea" -> "pg_catalog.decode(" + WORD + ", 'hex')";
            case "inet", "cidr" -> "'192.0.2.1'";
            case "macaddr" -> "'08:00:2b:01:02:03'";
            case "macaddr8" -> "'08:00:2b:01:02:03:04:05'";
            case "bit" -> "repeat('1', " + Math.max(1, dimension) + ")";
            case "bit varying" -> "'1'";
            case "vector", "halfvec" -> "'[' || repeat('1,', " + (Math.max(1, dimension) - 1) + ") || '1]'";
            case "sparsevec" -> "'{1:1}/" + Math.max(1, dimension) + "'";
            case "point" -> "'(1,1)'";
            case "hstore", "tsvector", "tsquery" -> "''";
            default -> other(type);
        };
    }

    private static String other(String type) {
        return type.endsWith("range") ? "'empty'" : "null";
    }

    /** The name of a type without its schema and its modifier. */
    private static String bare(String type) {
        String name = type.replaceFirst("\\([0-9, -]+\\)", "").toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static int dimension(String type) {
        Matcher dimension = DIMENSION.matcher(type);
        return dimension.find() ? Integer.parseInt(dimension.group(1)) : 0;
    }
}
