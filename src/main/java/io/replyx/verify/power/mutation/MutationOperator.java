package io.replyx.verify.power.mutation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One kind of mistake, and all the places of a subject's scripts where it can be made.
 *
 * @param name short and stable, as in {@code index-predicate-added}
 * @param sentence the mistake, in a sentence
 * @param mutations the places
 */
public record MutationOperator(String name, String sentence, Function<Material, Stream<Mutation>> mutations) {

    /** Every mutant of this kind, in the order of the scripts. */
    public List<Mutant> mutants(Material material) {
        List<Mutant> mutants = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        mutations
                .apply(material)
                .filter(material::isChange)
                .forEach(mutation -> mutants.add(
                        mutation.by(name, numbers.merge(mutation.version().toString(), 1, Integer::sum))));
        return mutants;
    }
}
