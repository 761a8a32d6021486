package io.replyx.verify.report;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.Column;
import io.replyx.verify.catalog.Constraint;
import io.replyx.verify.catalog.Index;
import io.replyx.verify.catalog.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tables with their keys and what these refer to, as a diagram of Mermaid's. */
final class EntityDiagram {
    private static final Pattern FOREIGN_KEY =
            Pattern.compile("FOREIGN KEY \\(([^)]*)\\) REFERENCES ((?:\"[^\"]*\"|[^\"\\s(])+)\\s*\\(.*");
    private static final Pattern KEY = Pattern.compile("(?:PRIMARY KEY|FOREIGN KEY) \\(([^)]*)\\).*");
    private static final Pattern COMMA = Pattern.compile(",\\s*");

    private final Catalog catalog;

    EntityDiagram(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Whether a constraint is a foreign key to a table. */
    static boolean refersTo(Constraint constraint, String table) {
        Matcher key = FOREIGN_KEY.matcher(constraint.definition());
        return key.matches() && key.group(2).equals(table);
    }

    String text() {
        StringBuilder text = new StringBuilder("```mermaid\nerDiagram\n");
        catalog.tables().forEach(table -> entity(text, table));
        catalog.constraints().forEach(constraint -> relation(text, constraint));
        return text.append("```").toString();
    }

    private void entity(StringBuilder text, Table table) {
        Set<String> primary = keyColumns(table, "primary key");
        Set<String> foreign = keyColumns(table, "foreign key");
        text.append("    ").append(quoted(table.name())).append(" {\n");
        catalog.columns().stream()
                .filter(column -> column.table().equals(table.name()))
                .filter(column -> primary.contains(column.column()) || foreign.contains(column.column()))
                .sorted((one, other) -> Integer.compare(one.position(), other.position()))
                .forEach(column -> text.append("        ")
                        .append(attribute(column, primary, foreign))
                        .append('\n'));
        text.append("    }\n");
    }

    private Set<String> keyColumns(Table table, String type) {
        return catalog.constraints().stream()
                .filter(constraint -> constraint.table().equals(table.name())
                        && constraint.type().equals(type))
                .map(constraint -> KEY.matcher(constraint.definition()))
                .filter(Matcher::matches)
                .flatMap(key -> columns(key.group(1)).stream())
                .collect(Collectors.toSet());
    }

    private static List<String> columns(String list) {
        return Arrays.asList(COMMA.split(list.strip()));
    }

    private static String attribute(Column column, Set<String> primary, Set<String> foreign) {
        String keys = primary.contains(column.column()) ? "PK" : "";
        if (foreign.contains(column.column())) {
            keys += keys.isEmpty() ? "FK" : ", FK";
        }
        return word(column.type()) + " " + word(column.column()) + " " + keys;
    }

    /** One row of a table that is referred to has any number of rows that refer to it, or one where those are unique. */
    private void relation(StringBuilder text, Constraint constraint) {
        Matcher key = FOREIGN_KEY.matcher(constraint.definition());
        if (key.matches()) {
            List<String> from = columns(key.group(1));
            text.append("    ")
                    .append(quoted(key.group(2)))
                    .append(mayBeNull(constraint, from) ? " |o--" : " ||--")
                    .append(isUnique(constraint, from) ? "o| " : "o{ ")
                    .append(quoted(constraint.table()))
                    .append(" : \"")
                    .append(String.join(", ", from).replace("\"", ""))
                    .append("\"\n");
        }
    }

    private boolean mayBeNull(Constraint constraint, List<String> columns) {
        return catalog.columns().stream()
                .anyMatch(column -> column.table().equals(constraint.table())
                        && columns.contains(column.column())
                        && column.nullability().equals("null"));
    }

    private boolean isUnique(Constraint constraint, List<String> columns) {
        return catalog.indexes().stream()
                .filter(Index::unique)
                .anyMatch(index -> index.table().equals(constraint.table())
                        && index.predicate().isEmpty()
                        && index.columns().equals(columns));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "") + '"';
    }

    /** Mermaid wants a type or a name in one word. */
    private static String word(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}_()\\[\\]]+", "_");
    }
}
