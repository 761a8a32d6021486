package io.replyx.verify.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.database.EarlierServer;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.database.Server;
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
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Chains of every kind that are as they should be, of which no rule has anything to say. */
@ExtendWith(SharedServer.class)
class SoundChainsTest {
    private static final Path CHAINS = Path.of("fixtures/sound");
    private static final int SAMPLE = 15;
    private static final int FEW = 2;
    private static final Pattern WITH_PGVECTOR = Pattern.compile("(?i)create extension [^;]*\\bvector\\b");
    private static final Map<String, Integer> SINCE = Map.of(
            "comments-on-everything", 15, "foreign-key-actions", 15, "nulls-not-distinct", 15, "publications", 15);

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
                .map(chain ->
                        dynamicTest(chain.getFileName().toString(), () -> saysNothing(chain, databases.server())));
    }

    @ParameterizedTest
    @FieldSource("io.replyx.verify.database.EarlierServer#MAJORS")
    void no_rule_has_anything_to_say_on_earlier_servers(int major, @TempDir Path programs) throws IOException {
        List<Path> chains = thatRunOn(major);
        try (Server server = EarlierServer.start(major, programs)) {
            for (Path chain : chains) {
                saysNothing(chain, server);
            }
        }
        assertThat(chains).isNotEmpty();
    }

    /** There is no pgvector on these servers, and what came later is not there yet. */
    private static List<Path> thatRunOn(int major) throws IOException {
        List<Path> chains = new ArrayList<>();
        for (Path chain : chosen()) {
            String name = chain.getFileName().toString();
            if (!WITH_PGVECTOR.matcher(scripts(chain)).find() && SINCE.getOrDefault(name, major) <= major) {
                chains.add(chain);
            }
        }
        return Exhaustive.asked() ? chains : chains.subList(0, Math.min(FEW, chains.size()));
    }

    private static String scripts(Path chain) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> scripts = Files.walk(chain.resolve("migrations")).filter(Files::isRegularFile)) {
            for (Path script : scripts.toList()) {
                text.append(Files.readString(script));
            }
        }
        return text.toString();
    }

    private static void saysNothing(Path chain, Server server) {
        List<Outcome> outcomes = Rehearsing.rehearse(chain, server);

        assertThat(outcomes.stream()
                        .flatMap(outcome -> outcome.findings().stream()
                                .filter(Finding::isBroken)
                                .map(finding ->
                                        outcome.rule() + " " + finding.version().orElse("") + " " + finding.object()
                                                + ": " + finding.message())))
                .isEmpty();
        assertThat(outcomes).extracting(Outcome::rule).contains("MIG-003", "MIG-006", "MIG-012");
    }
}
