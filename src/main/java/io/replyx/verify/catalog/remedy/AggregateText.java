package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Function;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Statements about aggregates. */
final class AggregateText {
    private static final Set<String> TEXTS = Set.of("initcond", "minitcond");
    private static final Set<String> AS_THEY_STAND =
            Set.of("stype", "mstype", "sspace", "msspace", "finalfunc_modify", "mfinalfunc_modify");
    private static final Set<String> FLAGS = Set.of("finalfunc_extra", "mfinalfunc_extra");

    private AggregateText() {}

    static String create(Function aggregate) {
        Map<String, String> facts = facts(aggregate);
        List<String> parts = new ArrayList<>();
        facts.forEach((name, value) -> part(name, value).ifPresent(parts::add));
        if (!aggregate.parallel().equals("unsafe")) {
            parts.add("PARALLEL = " + aggregate.parallel().toUpperCase(Locale.ROOT));
        }
        String arguments = aggregate.arguments().isEmpty() ? "*" : aggregate.arguments();
        return "CREATE OR REPLACE AGGREGATE " + Signature.of(aggregate.name()).name() + "(" + arguments + ") ("
                + String.join(", ", parts) + ");";
    }

    /** One that gives another type, or takes its arguments otherwise, cannot be replaced. */
    static String alter(Function have, Function want, Belongings belongings) {
        boolean replaces = have.form().equals(want.form())
                && have.result().equals(want.result())
                && have.arguments().equals(want.arguments())
                && facts(have).getOrDefault("kind", "").equals(facts(want).getOrDefault("kind", ""));
        return replaces ? create(want) : Drops.of(have) + "\n" + create(want) + belongings.of(want);
    }

    private static Optional<String> part(String name, String value) {
        String assigned = name.toUpperCase(Locale.ROOT) + " = ";
        if (name.equals("kind")) {
            return value.equals("h") ? Optional.of("HYPOTHETICAL") : Optional.empty();
        }
        if (FLAGS.contains(name)) {
            return value.equals("true") ? Optional.of(name.toUpperCase(Locale.ROOT)) : Optional.empty();
        }
        if (TEXTS.contains(name)) {
            return Optional.of(assigned + Names.literal(value));
        }
        if (AS_THEY_STAND.contains(name)) {
            return Optional.of(assigned + value);
        }
        if (name.equals("sortop")) {
            return Optional.of(assigned + Signature.of(value).operator());
        }
        return Optional.of(assigned + Signature.of(value).name());
    }

    /** As in {@code kind = n, sfunc = int4pl(integer,integer), stype = integer}. */
    private static Map<String, String> facts(Function aggregate) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (String part : aggregate.definition().split(", (?=[a-z_]+ = )", -1)) {
            int equals = part.indexOf(" = ");
            if (equals > 0) {
                facts.put(part.substring(0, equals), part.substring(equals + " = ".length()));
            }
        }
        return facts;
    }
}
