package io.replyx.verify.evidence.use;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values for a column that a check refused: those that the check itself names, and a few that many checks like. */
final class Refusals {
    private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.'])-?[0-9]+(?:\\.[0-9]+)?(?![\\w.'])");
    private static final List<String> LIKED = List.of(
            "1",
            "2",
            "a@example.com",
            "A1",
            "abc",
            "+10000000000",
            "https://example.com",
            "0",
            "100",
            "2001-01-01",
            "2001-01-02",
            "[1,2)",
            "[2001-01-01,2001-01-02)",
            "00000",
            "en",
            "{\"a\":1}",
            "{1}");

    private final String column;
    private final List<String> values;
    private int at;

    private Refusals(String column, List<String> values, int at) {
        this.column = column;
        this.values = values;
        this.at = at;
    }

    String column() {
        return column;
    }

    /** What to try now. */
    String value(GeneratedColumn of) {
        return "'" + values.get(at % values.size()).replace("'", "''") + "'::" + of.type();
    }

    /** Go on to the next value, and tell whether there is one. */
    boolean next() {
        at++;
        return at < values.size();
    }

    /** What a failure refused, each column beginning with another value, since many checks compare two. */
    static List<Refusals> read(Failure failure, Attempts attempts) throws SQLException {
        List<Refusals> refused = new ArrayList<>();
        for (String[] row : attempts.read(failure.constraint().isEmpty() ? bounds(failure) : check(failure), row ->
                new String[] {row.getString(1), String.valueOf(row.getString(2))})) {
            refused.add(new Refusals(row[0], candidates(row[1]), refused.size()));
        }
        return refused;
    }

    private static String check(Failure failure) {
        return "select pg_catalog.quote_ident(a.attname), pg_catalog.pg_get_constraintdef(k.oid)"
                + " from pg_catalog.pg_constraint k join pg_catalog.pg_attribute a"
                + " on a.attrelid = k.conrelid and a.attnum = any (k.conkey) or a.atttypid = k.contypid"
                + " where k.contype = 'c' and k.conname = " + literal(failure.constraint())
                + " and (" + literal(failure.table())
                + " = '' or k.conrelid in (select c.oid from pg_catalog.pg_class c"
                + " where c.relname = " + literal(failure.table()) + ")) order by a.attnum";
    }

    private static String bounds(Failure failure) {
        return "select pg_catalog.quote_ident(a.attname), (select pg_catalog.string_agg("
                + "pg_catalog.pg_get_expr(c.relpartbound, c.oid), ' ') from pg_catalog.pg_inherits i"
                + " join pg_catalog.pg_class c on c.oid = i.inhrelid where i.inhparent = p.partrelid)"
                + " from pg_catalog.pg_partitioned_table p join pg_catalog.pg_class t on t.oid = p.partrelid"
                + " join pg_catalog.pg_attribute a on a.attrelid = t.oid and a.attnum = any (p.partattrs::int2[])"
                + " where t.relname = " + literal(failure.table());
    }

    private static List<String> candidates(String definition) {
        Set<String> values = new LinkedHashSet<>();
        Matcher text = TEXT.matcher(definition);
        while (text.find()) {
            values.add(text.group(1).replace("''", "'"));
        }
        Matcher number = NUMBER.matcher(definition);
        while (number.find()) {
            java.math.BigDecimal value = new java.math.BigDecimal(number.group());
            values.add(value.toPlainString());
            values.add(value.add(java.math.BigDecimal.ONE).toPlainString());
            values.add(value.subtract(java.math.BigDecimal.ONE).toPlainString());
        }
        values.addAll(LIKED);
        return List.copyOf(values);
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
