package io.replyx.verify.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.testing.Exhaustive;
import io.replyx.verify.testing.Rehearsing;
import io.replyx.verify.testing.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Chains of every kind that are as they should be, of which no rule has anything to say. */
@ExtendWith(SharedServer.class)
class SoundChainsTest {
    private static final Path CHAINS = Path.of("fixtures/sound");
    private static final int SAMPLE = 15;

    /** With {@code -Dchains=vector} those whose names contain this regular expression; else a sample, or all. */
    private static List<Path> chosen() throws IOException {
        Pattern some = Pattern.compile(System.getProperty("chains", ""));
        List<Path> chains;
        try (Stream<Path> folders = Files.list(CHAINS)) {
            chains = new ArrayList<>(folders.sorted()
                    .filter(chain ->
                            some.matcher(chain.getFileName().toString()).find())
                    .toList());
        }
        assertThat(chains).as("chains of this name").isNotEmpty();
        if (Exhaustive.asked() || !some.pattern().isEmpty()) {
            return chains;
        }
        Collections.shuffle(chains, Exhaustive.chance());
        return chains.subList(0, SAMPLE);
    }

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> no_rule_has_anything_to_say(RehearsalDatabases databases) throws IOException {
        return chosen().stream()
                .map(chain -> dynamicTest(chain.getFileName().toString(), () -> {
                    List<Outcome> outcomes = Rehearsing.rehearse(chain, databases.server());

                    assertThat(outcomes.stream()
                                    .flatMap(outcome -> outcome.findings().stream()
                                            .filter(finding -> finding.isBroken())
                                            .map(finding -> outcome.rule() + " " + finding.version() + " "
                                                    + finding.object() + ": " + finding.message())))
                            .isEmpty();
                    assertThat(outcomes).extracting(Outcome::rule).contains("MIG-003", "MIG-006", "MIG-012");
                }));
    }
}
