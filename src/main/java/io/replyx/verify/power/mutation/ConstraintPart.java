package io.replyx.verify.power.mutation;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A named constraint within CREATE TABLE.
 *
 * @param element how it stands there
 * @param definition what stands behind its name
 */
record ConstraintPart(String element, String name, String definition) {
    private static final Pattern CONSTRAINT = Pattern.compile("(?is)constraint\\s+(" + Names.NAME + ")\\s+(.*)");
    private static final Pattern COLUMNS =
            Pattern.compile("(?is)(?:primary|foreign)\\s+key\\s*\\(\\s*(" + Names.NAME + ")\\s*\\).*");
    private static final Pattern REFERENCE = Pattern.compile("(?is).*\\breferences\\s+(" + Names.QUALIFIED + ").*");

    static Optional<ConstraintPart> parse(String element) {
        Matcher constraint = CONSTRAINT.matcher(element);
        return constraint.matches()
                ? Optional.of(new ConstraintPart(element, constraint.group(1), constraint.group(2)))
                : Optional.empty();
    }

    String sql() {
        return "CONSTRAINT " + name + " " + definition;
    }

    boolean primaryKey() {
        return definition.toLowerCase(Locale.ROOT).matches("(?s)primary\\s+key.*");
    }

    boolean foreignKey() {
        return definition.toLowerCase(Locale.ROOT).matches("(?s)foreign\\s+key.*");
    }

    /** The one column that it is over. */
    Optional<String> column() {
        Matcher columns = COLUMNS.matcher(definition);
        return columns.matches() ? Optional.of(columns.group(1)) : Optional.empty();
    }

    /** The table that a foreign key refers to. */
    Optional<String> referenced() {
        Matcher reference = REFERENCE.matcher(definition);
        return reference.matches() ? Optional.of(reference.group(1)) : Optional.empty();
    }

    ConstraintPart defined(String other) {
        return new ConstraintPart(element, name, other);
    }

    ConstraintPart named(String other) {
        return new ConstraintPart(element, other, definition);
    }
}
