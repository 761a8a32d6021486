package io.replyx.verify.power.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CREATE TABLE, taken apart.
 *
 * @param head what stands before the bracket
 * @param name the table's name, qualified as it stands there
 * @param elements columns and constraints as they stand
 * @param clauses what stands behind the bracket
 */
record TableStatement(String head, String name, List<String> elements, String clauses) {
    private static final Pattern HEAD = Pattern.compile("(?is)create\\s+(?:unlogged\\s+)?table\\s+"
            + "(?:if\\s+not\\s+exists\\s+)?(" + Names.QUALIFIED + ")\\s*\\(");
    private static final Pattern CONSTRAINT =
            Pattern.compile("(?is)(?:constraint|primary\\s+key|foreign\\s+key|unique|check|exclude|like)\\b.*");

    static Optional<TableStatement> parse(String statement) {
        Matcher head = HEAD.matcher(statement);
        if (!head.lookingAt()) {
            return Optional.empty();
        }
        int closing = Parts.closing(statement, head.end() - 1);
        if (closing == statement.length()) {
            return Optional.empty();
        }
        return Optional.of(new TableStatement(
                statement.substring(0, head.end() - 1).strip(),
                head.group(1),
                Parts.list(statement.substring(head.end(), closing)),
                statement.substring(closing + 1).strip()));
    }

    String sql() {
        return head + " (\n    " + String.join(",\n    ", elements) + "\n)" + (clauses.isEmpty() ? "" : " " + clauses);
    }

    /** The columns among the elements. */
    List<ColumnPart> columns() {
        return elements.stream()
                .filter(element -> !CONSTRAINT.matcher(element).matches())
                .map(ColumnPart::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The elements that are constraints with a name. */
    List<ConstraintPart> constraints() {
        return elements.stream()
                .map(ConstraintPart::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    TableStatement without(String element) {
        return new TableStatement(
                head,
                name,
                elements.stream().filter(each -> !each.equals(element)).toList(),
                clauses);
    }

    TableStatement with(String element, String other) {
        return new TableStatement(
                head,
                name,
                elements.stream()
                        .map(each -> each.equals(element) ? other : each)
                        .toList(),
                clauses);
    }

    TableStatement and(String element) {
        List<String> more = new ArrayList<>(elements);
        more.add(element);
        return new TableStatement(head, name, more, clauses);
    }

    TableStatement swapped(String first, String second) {
        return new TableStatement(
                head,
                name,
                elements.stream()
                        .map(each -> each.equals(first) ? second : each.equals(second) ? first : each)
                        .toList(),
                clauses);
    }

    TableStatement clauses(String other) {
        return new TableStatement(head, name, elements, other);
    }

    TableStatement head(String other) {
        return new TableStatement(other, name, elements, clauses);
    }
}
