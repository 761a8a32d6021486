package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Statements that make types, and add to them. */
final class TypeText {
    private TypeText() {}

    static Optional<String> create(Type type) {
        return switch (type.form()) {
            case "enum" ->
                Optional.of("CREATE TYPE " + type.name() + " AS ENUM ("
                        + type.labels().stream().map(Names::literal).collect(Collectors.joining(", ")) + ");");
            case "domain" -> Optional.of(domain(type));
            case "composite" ->
                Optional.of("CREATE TYPE " + type.name() + " AS (" + String.join(", ", type.fields()) + ");");
            case "range" ->
                Optional.of("CREATE TYPE " + type.name() + " AS RANGE (subtype = " + type.baseType() + ");");
            default -> Optional.empty();
        };
    }

    private static String domain(Type type) {
        return "CREATE DOMAIN " + type.name() + " AS " + type.baseType()
                + (type.collation().isEmpty() ? "" : " COLLATE " + type.collation())
                + (type.defaultValue().isEmpty() ? "" : " DEFAULT " + type.defaultValue())
                + (type.notNull() ? " NOT NULL" : "")
                + type.constraints().stream().map(each -> " CONSTRAINT " + each).collect(Collectors.joining()) + ";";
    }

    /** Labels can be added; they cannot be taken away. */
    static Optional<String> alter(Type have, Type want) {
        if (want.form().equals("domain")) {
            return Optional.of(domain(have, want));
        }
        if (want.form().equals("composite") && have.form().equals("composite")) {
            return Optional.of(CompositeText.alter(have, want));
        }
        List<String> wanted = want.labels();
        if (!want.form().equals("enum") || !wanted.containsAll(have.labels())) {
            return Optional.empty();
        }
        StringBuilder statements = new StringBuilder();
        for (int i = 0; i < wanted.size(); i++) {
            if (!have.labels().contains(wanted.get(i))) {
                statements
                        .append(statements.isEmpty() ? "" : "\n")
                        .append("ALTER TYPE ")
                        .append(want.name())
                        .append(" ADD VALUE ")
                        .append(Names.literal(wanted.get(i)))
                        .append(
                                i == 0
                                        ? " BEFORE " + Names.literal(wanted.get(1))
                                        : " AFTER " + Names.literal(wanted.get(i - 1)))
                        .append(';');
            }
        }
        return Optional.of(statements.toString()).filter(text -> !text.isEmpty());
    }

    private static String domain(Type have, Type want) {
        String alter = "ALTER DOMAIN " + want.name() + " ";
        StringBuilder statements = new StringBuilder();
        have.constraints().stream()
                .filter(each -> !want.constraints().contains(each))
                .forEach(each -> statements
                        .append(alter)
                        .append("DROP CONSTRAINT ")
                        .append(each.substring(0, each.indexOf(" CHECK")))
                        .append(";\n"));
        want.constraints().stream()
                .filter(each -> !have.constraints().contains(each))
                .forEach(each -> statements
                        .append(alter)
                        .append("ADD CONSTRAINT ")
                        .append(each)
                        .append(";\n"));
        if (have.notNull() != want.notNull()) {
            statements.append(alter).append(want.notNull() ? "SET NOT NULL;\n" : "DROP NOT NULL;\n");
        }
        if (!have.defaultValue().equals(want.defaultValue())) {
            statements
                    .append(alter)
                    .append(
                            want.defaultValue().isEmpty()
                                    ? "DROP DEFAULT;\n"
                                    : "SET DEFAULT " + want.defaultValue() + ";\n");
        }
        return statements.toString().strip();
    }
}
