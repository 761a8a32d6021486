package io.replyx.verify.power.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CREATE INDEX, taken apart.
 *
 * @param clauses what stands behind the columns, as WITH and WHERE
 */
record IndexStatement(
        boolean unique,
        boolean concurrently,
        boolean ifNotExists,
        String name,
        String table,
        String method,
        List<String> columns,
        String clauses) {
    private static final Pattern HEAD = Pattern.compile("(?is)create\\s+(unique\\s+)?index\\s+(concurrently\\s+)?"
            + "(if\\s+not\\s+exists\\s+)?(" + Names.NAME + ")\\s+on\\s+(?:only\\s+)?(" + Names.QUALIFIED
            + ")\\s*(?:using\\s+(\\w+)\\s*)?\\(");

    static Optional<IndexStatement> parse(String statement) {
        Matcher head = HEAD.matcher(statement);
        if (!head.lookingAt()) {
            return Optional.empty();
        }
        int closing = Parts.closing(statement, head.end() - 1);
        if (closing == statement.length()) {
            return Optional.empty();
        }
        return Optional.of(new IndexStatement(
                head.group(1) != null,
                head.group(2) != null,
                head.group(3) != null,
                head.group(4),
                head.group(5),
                head.group(6) == null ? "btree" : head.group(6).toLowerCase(Locale.ROOT),
                Parts.list(statement.substring(head.end(), closing)),
                statement.substring(closing + 1).strip()));
    }

    String sql() {
        return "CREATE " + (unique ? "UNIQUE " : "") + "INDEX " + (concurrently ? "CONCURRENTLY " : "")
                + (ifNotExists ? "IF NOT EXISTS " : "") + name + " ON " + table + " USING " + method + " ("
                + String.join(", ", columns) + ")" + (clauses.isEmpty() ? "" : " " + clauses);
    }

    String object() {
        return "index " + qualifiedName();
    }

    String qualifiedName() {
        return Names.schema(table) + name;
    }

    /** The first column's name, where it is one and no expression. */
    Optional<String> firstColumn() {
        Matcher column = Pattern.compile(Names.NAME).matcher(columns.get(0));
        return column.lookingAt() ? Optional.of(column.group()) : Optional.empty();
    }

    boolean btree() {
        return method.equals("btree");
    }

    boolean hasClause(String word) {
        return Pattern.compile("(?i)\\b" + word + "\\b").matcher(clauses).find();
    }

    IndexStatement unique(boolean other) {
        return new IndexStatement(other, concurrently, ifNotExists, name, table, method, columns, clauses);
    }

    IndexStatement concurrently(boolean other) {
        return new IndexStatement(unique, other, ifNotExists, name, table, method, columns, clauses);
    }

    IndexStatement named(String other) {
        return new IndexStatement(unique, concurrently, ifNotExists, other, table, method, columns, clauses);
    }

    IndexStatement on(String other) {
        return new IndexStatement(unique, concurrently, ifNotExists, name, other, method, columns, clauses);
    }

    IndexStatement using(String other) {
        return new IndexStatement(unique, concurrently, ifNotExists, name, table, other, columns, clauses);
    }

    IndexStatement over(List<String> other) {
        return new IndexStatement(unique, concurrently, ifNotExists, name, table, method, other, clauses);
    }

    IndexStatement withFirst(String column) {
        List<String> other = new ArrayList<>(columns);
        other.set(0, column);
        return over(other);
    }

    IndexStatement clauses(String other) {
        return new IndexStatement(unique, concurrently, ifNotExists, name, table, method, columns, other.strip());
    }
}
