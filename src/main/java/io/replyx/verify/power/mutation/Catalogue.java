package io.replyx.verify.power.mutation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** All operators, and the choice of mutants from what they make of a subject. */
public final class Catalogue {
    private Catalogue() {}

    /** Every operator, family by family. */
    public static List<MutationOperator> operators() {
        return Stream.of(
                        StatementOperators.all(),
                        ScriptOperators.all(),
                        TransactionOperators.all(),
                        ColumnOperators.all(),
                        TableOperators.all(),
                        IndexOperators.all(),
                        ConstraintOperators.all(),
                        GrantOperators.all(),
                        LeftoverOperators.all(),
                        FunctionOperators.all(),
                        DataOperators.all(),
                        ChainOperators.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Every mutant that operators make of a subject, by operator, each text once. */
    public static Map<MutationOperator, List<Mutant>> mutants(Material material, List<MutationOperator> operators) {
        Set<Object> seen = new HashSet<>();
        Map<MutationOperator, List<Mutant>> mutants = new LinkedHashMap<>();
        for (MutationOperator operator : operators) {
            mutants.put(
                    operator,
                    operator.mutants(material).stream()
                            .filter(mutant -> seen.add(List.of(mutant.trial(), mutant.files())))
                            .toList());
        }
        return mutants;
    }

    /** So many of them, as evenly over the operators as they allow; the same ones for the same seed. */
    public static List<Mutant> sample(Map<MutationOperator, List<Mutant>> mutants, int count, long seed) {
        List<List<Mutant>> shuffled = new ArrayList<>();
        mutants.forEach((operator, all) -> {
            List<Mutant> order = new ArrayList<>(all);
            Collections.shuffle(order, new Random(seed ^ operator.name().hashCode()));
            shuffled.add(order);
        });
        List<Mutant> chosen = new ArrayList<>();
        int most = shuffled.stream().mapToInt(List::size).max().orElse(0);
        for (int round = 0; round < most && chosen.size() < count; round++) {
            int index = round;
            List<Mutant> next = new ArrayList<>(shuffled.stream()
                    .filter(each -> each.size() > index)
                    .map(each -> each.get(index))
                    .toList());
            // Where not all have room any more, chance decides, and not the place of an operator in its list.
            Collections.shuffle(next, new Random(seed + index));
            chosen.addAll(next.subList(0, Math.min(next.size(), count - chosen.size())));
        }
        chosen.sort(Comparator.comparing(Mutant::version).thenComparing(Mutant::id));
        return chosen;
    }
}
