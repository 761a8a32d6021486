package io.replyx.verify.evidence.use;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number that a column has room for.
 *
 * @param step what there is between two numbers: 1, or less where the type takes less only
 * @param bound what no number reaches; none where the type has no end worth minding
 */
record GeneratedNumber(String step, Optional<String> bound) {
    private static final Pattern NUMERIC = Pattern.compile("numeric\\(([0-9]+),(-?[0-9]+)\\)");

    /** The number for a type as {@code format_type} names it. */
    static GeneratedNumber of(String type) {
        Matcher numeric = NUMERIC.matcher(type);
        return numeric.find()
                ? ofDigits(Integer.parseInt(numeric.group(1)), Integer.parseInt(numeric.group(2)))
                : new GeneratedNumber("1", integer(type));
    }

    private static GeneratedNumber ofDigits(int precision, int scale) {
        int whole = precision - scale;
        String step = whole > 0 && scale >= 0 ? "1" : power(-scale);
        return new GeneratedNumber(step, Optional.of(power(whole)));
    }

    private static Optional<String> integer(String type) {
        return switch (type) {
            case "smallint" -> Optional.of(String.valueOf(Short.MAX_VALUE));
            case "integer" -> Optional.of(String.valueOf(Integer.MAX_VALUE));
            case "bigint" -> Optional.of(String.valueOf(Long.MAX_VALUE));
            default -> Optional.empty();
        };
    }

    private static String power(int exponent) {
        return BigDecimal.ONE.scaleByPowerOfTen(exponent).toPlainString();
    }

    /** A query for a number above those that are there; above the lower half of what there is room for where it is full. */
    String above(String column, String table) {
        return bound.map(end -> "(select case when coalesce(max(" + column + "), 0) < " + end + " - " + step + " then "
                        + next(column) + " else "
                        + queryForNext(column, table + " where " + column + " < " + end + " / 2")
                        + " end from " + table + ")")
                .orElseGet(() -> queryForNext(column, table));
    }

    private String queryForNext(String column, String rows) {
        return "(select " + next(column) + " from " + rows + ")";
    }

    private String next(String column) {
        return "coalesce(max(" + column + "), 0) + " + step;
    }
}
