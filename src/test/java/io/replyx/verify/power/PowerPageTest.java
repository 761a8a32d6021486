package io.replyx.verify.power;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.migration.Version;
import io.replyx.verify.power.mutation.Mutant;
import io.replyx.verify.power.mutation.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PowerPageTest {
    private static final PowerRun.Facts FACTS =
            new PowerRun.Facts(7, "PostgreSQL 18.6, pgvector 0.8.7", 2, 40, 4, Duration.ofSeconds(90), true);

    private static final PowerReport REPORT = new PowerReport(
            "Shop",
            FACTS,
            new TreeMap<>(java.util.Map.of("column-type", "A column has another type.", "undo-empty", "Empty.")),
            List.of(
                    verdict("column-type V1#1", Fate.KILLED, Set.of("CAT-001"), true),
                    verdict("column-type V1#2", Fate.KILLED, Set.of("CAT-001", "MIG-003"), false),
                    verdict("undo-empty V1#1", Fate.SURVIVED, Set.of(), false),
                    verdict("undo-empty V2#1", Fate.EQUIVALENT, Set.of(), false)));

    private static Verdict verdict(String id, Fate fate, Set<String> rules, boolean named) {
        Mutant mutant = new Mutant(
                id,
                id.substring(0, id.indexOf(' ')),
                Version.parse("1").orElseThrow(),
                Trial.REHEARSAL,
                new TreeMap<>(),
                "something else",
                "column public.goods.price");
        return new Verdict(mutant, fate, new TreeSet<>(rules), named, "why", false, fate == Fate.KILLED, Duration.ZERO);
    }

    @Test
    void counts_the_killed_among_those_that_are_not_equivalent() {
        assertThat(REPORT.score()).isBetween(66.6, 66.7);
        assertThat(REPORT.named()).isEqualTo(1);
    }

    @Test
    void tells_operators_rules_survivors_and_what_was_not_named() {
        assertThat(PowerPage.of(REPORT))
                .contains("| mutants | 4, of 40 that 2 operators make, chosen evenly by seed 7 |")
                .contains(
                        "| operator | mutants | killed | equivalent | survived | CAT-001 | MIG-003 | pg_dump | flyway |")
                .contains("| `column-type` A column has another type. | 2 | 2 |  |  | 2 | 1 | 2 |  |")
                .contains("| pg_dump after apply and undo | 2 (66.7 %) |")
                .contains("## Survivors")
                .contains("- `undo-empty V1#1` column public.goods.price: something else (why)")
                .contains("## Equivalent")
                .contains("- `column-type V1#2` column public.goods.price: something else (CAT-001, MIG-003: why)");
    }

    @Test
    void tells_machines_the_same() {
        assertThat(PowerJson.of(REPORT))
                .contains("\"seed\" : 7")
                .contains("\"killed\" : 2")
                .contains("\"fate\" : \"equivalent\"");
    }
}
