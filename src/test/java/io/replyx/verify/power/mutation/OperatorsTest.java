package io.replyx.verify.power.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.migration.MigrationDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator changes what it says, and names the object that it changed. */
class OperatorsTest {
    private static final Path RESOURCES = Path.of("src/test/resources/io/replyx/verify/power");
    private static final Path SMALL = RESOURCES.resolve("small");
    private static final Material MATERIAL = new Material(MigrationDirectory.read(SMALL));

    static List<MutationOperator> operators() {
        return Catalogue.operators();
    }

    @ParameterizedTest
    @MethodSource("operators")
    void makes_the_mutants_that_were_reviewed(MutationOperator operator) throws IOException {
        List<String> expected = Files.readAllLines(RESOURCES.resolve("small-mutants.txt")).stream()
                .filter(line -> line.startsWith(operator.name() + " V"))
                .toList();

        List<String> made = operator.mutants(MATERIAL).stream()
                .limit(2)
                .flatMap(mutant -> lines(mutant).stream())
                .toList();

        assertThat(made).isNotEmpty().containsExactlyElementsOf(expected);
    }

    @Test
    void operators_have_names_of_their_own_and_say_what_they_do() {
        assertThat(operators())
                .extracting(MutationOperator::name)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(40);
        assertThat(operators()).extracting(MutationOperator::sentence).allMatch(sentence -> sentence.endsWith("."));
    }

    @Test
    void mutants_are_the_same_in_every_run() {
        Map<MutationOperator, List<Mutant>> all = Catalogue.mutants(MATERIAL, operators());

        List<Mutant> once = Catalogue.sample(all, 300, 7);
        List<Mutant> again =
                Catalogue.sample(Catalogue.mutants(new Material(MigrationDirectory.read(SMALL)), operators()), 300, 7);

        assertThat(again).isEqualTo(once);
        assertThat(Catalogue.sample(all, 300, 8)).isNotEqualTo(once);
    }

    @Test
    void a_sample_takes_evenly_of_what_operators_make() {
        Map<MutationOperator, List<Mutant>> all = Catalogue.mutants(MATERIAL, operators());

        Map<String, Long> taken = Catalogue.sample(all, operators().size() * 2, 7).stream()
                .collect(Collectors.groupingBy(Mutant::operator, Collectors.counting()));

        all.forEach((operator, mutants) -> {
            if (!mutants.isEmpty()) {
                assertThat(taken.get(operator.name())).as(operator.name()).isPositive();
            }
        });
    }

    @Test
    void no_two_mutants_are_alike() {
        List<Mutant> mutants =
                Catalogue.mutants(new Material(MigrationDirectory.read(Path.of("migrations"))), operators())
                        .values()
                        .stream()
                        .flatMap(List::stream)
                        .toList();

        assertThat(mutants).hasSizeGreaterThan(500).extracting(Mutant::id).doesNotHaveDuplicates();
        assertThat(mutants)
                .extracting(mutant -> List.of(mutant.trial(), mutant.files()))
                .doesNotHaveDuplicates();
    }

    /** A mutant as a reviewer reads it: its object, and what became of which file. */
    private static List<String> lines(Mutant mutant) {
        List<String> lines = new ArrayList<>();
        mutant.files()
                .forEach((file, text) -> lines.add(mutant.id() + " | " + mutant.object() + " | "
                        + file.replaceFirst("__\\w+", "") + " | " + difference(file, text)));
        return lines;
    }

    private static String difference(String file, Optional<String> text) {
        if (text.isEmpty()) {
            return "gone";
        }
        List<String> old = Files.exists(SMALL.resolve(file)) ? split(read(SMALL.resolve(file))) : List.of();
        List<String> now = split(text.get());
        String added = without(now, old);
        String lost = without(old, now);
        return (lost.isEmpty() ? "" : "- " + lost)
                + (lost.isEmpty() || added.isEmpty() ? "" : " ")
                + (added.isEmpty() ? "" : "+ " + added)
                + (lost.isEmpty() && added.isEmpty() ? "another order" : "");
    }

    private static String without(List<String> lines, List<String> others) {
        List<String> left = new ArrayList<>(lines);
        others.forEach(left::remove);
        return String.join(" ", left);
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split("\n")).map(String::strip).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
