package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Change;
import io.replyx.verify.catalog.ObjectKind;
import io.replyx.verify.catalog.OtherObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Statements about operators. */
final class OperatorText {
    private static final Set<String> ALWAYS_ALTERED = Set.of("restrict", "join");
    private static final Set<String> BONDS = Set.of("commutator", "negator");
    private static final List<String> ALL =
            List.of("function", "result", "commutator", "negator", "restrict", "join", "hashes", "merges");

    private final Drift drift;

    OperatorText(Drift drift) {
        this.drift = drift;
    }

    /** One that is only mentioned by another, and has no function yet, is made by that. */
    static Optional<String> create(OtherObject operator) {
        Facts facts = Facts.of(operator);
        if (facts.value("function").equals("-")) {
            return Optional.empty();
        }
        Signature signature = Signature.of(operator.name());
        List<String> parts = new ArrayList<>();
        parts.add("FUNCTION = " + Signature.of(facts.value("function")).name());
        if (!signature.arguments().get(0).equals("none")) {
            parts.add("LEFTARG = " + signature.arguments().get(0));
        }
        parts.add("RIGHTARG = " + signature.arguments().get(1));
        operator(facts, "commutator").ifPresent(parts::add);
        operator(facts, "negator").ifPresent(parts::add);
        estimator(facts, "restrict").ifPresent(parts::add);
        estimator(facts, "join").ifPresent(parts::add);
        if (facts.is("hashes")) {
            parts.add("HASHES");
        }
        if (facts.is("merges")) {
            parts.add("MERGES");
        }
        return Optional.of("CREATE OPERATOR " + signature.name() + " (" + String.join(", ", parts) + ");");
    }

    private static Optional<String> operator(Facts facts, String name) {
        return Optional.of(facts.value(name))
                .filter(value -> !value.isEmpty())
                .map(value -> word(name) + " = " + Signature.of(value).operator());
    }

    private static Optional<String> estimator(Facts facts, String name) {
        return Optional.of(facts.value(name))
                .filter(value -> !value.equals("-"))
                .map(value -> word(name) + " = " + value);
    }

    private static String word(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    Optional<String> alter(OtherObject have, OtherObject want) {
        Facts had = Facts.of(have);
        Facts facts = Facts.of(want);
        List<String> changed = ALL.stream()
                .filter(name -> !had.value(name).equals(facts.value(name)))
                .toList();
        if (changed.stream().allMatch(name -> comesWithOther(want, name))) {
            return Optional.of("");
        }
        if (ALWAYS_ALTERED.containsAll(changed)) {
            return Optional.of(set(want, changed));
        }
        if (used(want) && onlyMore(had, changed)) {
            return Optional.of(set(want, changed) + "\n-- before PostgreSQL 17 it must be dropped and made again");
        }
        return create(want).map(create -> Drops.of(have) + "\n" + create + new Belongings(drift).of(want));
    }

    /** A commutator or negator that is missing and names this operator restores the bond when it is made. */
    private boolean comesWithOther(OtherObject operator, String name) {
        String other = Facts.of(operator).value(name).replace(",", ", ");
        return BONDS.contains(name)
                && drift.all(Change.MISSING, OtherObject.class)
                        .filter(missing -> missing.kind() == ObjectKind.OPERATOR)
                        .filter(missing -> missing.name().equals(other))
                        .anyMatch(missing -> Facts.of(missing)
                                .value(name)
                                .equals(operator.name().replace(", ", ",")));
    }

    private boolean used(OtherObject operator) {
        String signature = operator.name().replace(", ", ",");
        return drift.kept(OtherObject.class)
                .filter(each -> each.kind() == ObjectKind.OPERATOR_FAMILY)
                .flatMap(each -> Facts.of(each).behind("operator ").stream())
                .anyMatch(each -> each.contains(signature));
    }

    private static boolean onlyMore(Facts had, List<String> changed) {
        return changed.stream().allMatch(name -> switch (name) {
            case "commutator", "negator" -> had.value(name).isEmpty();
            case "hashes", "merges" -> !had.is(name);
            default -> ALWAYS_ALTERED.contains(name);
        });
    }

    private static String set(OtherObject operator, List<String> changed) {
        Facts facts = Facts.of(operator);
        List<String> parts = new ArrayList<>();
        for (String name : changed) {
            parts.add(
                    switch (name) {
                        case "restrict", "join" -> estimator(facts, name).orElse(word(name) + " = NONE");
                        case "hashes", "merges" -> word(name);
                        default -> operator(facts, name).orElse("");
                    });
        }
        return "ALTER OPERATOR " + operator.name() + " SET (" + String.join(", ", parts) + ");";
    }
}
