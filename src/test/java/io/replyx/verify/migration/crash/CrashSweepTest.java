package io.replyx.verify.migration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.database.KillableServer;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.testing.Exhaustive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the client, the session or the server at every statement boundary of every version and of every undo: the database
 * is left exactly as before, exactly as after, or at a known step, and the same command again finishes the job.
 *
 * <p>{@code -Dverify.crashes=TEXT} takes, of all cases, those whose name holds the text.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashSweepTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final int SAMPLE_OF_EACH = 2;
    private static final int TOLD_EVERY = 25;

    @TempDir
    Path scratch;

    private final Map<CrashCase.Victim, Map<Crash.Left, Integer>> counts = new EnumMap<>(CrashCase.Victim.class);
    private int tried;
    private Optional<KillableServer> server = Optional.empty();
    private Optional<SpareChild> spare = Optional.empty();

    @BeforeAll
    void start() {
        server = KillableServer.start();
        Assumptions.assumeTrue(server.isPresent(), "no container engine, so no server that may be killed");
    }

    @AfterAll
    void stop() {
        spare.ifPresent(SpareChild::close);
        server.ifPresent(KillableServer::close);
        System.out.println("Crash sweep, by what was killed and what was left: " + counts);
    }

    @TestFactory
    Stream<DynamicTest> what_is_killed_leaves_the_database_before_or_after_and_the_next_run_finishes()
            throws Exception {
        CrashBench bench = new CrashBench(
                new RehearsalDatabases(server.orElseThrow()),
                MigrationDirectory.read(ROOT.resolve("migrations")),
                ROOT.resolve("fixtures/data"));
        return cases(bench.directory()).stream()
                .map(crash -> DynamicTest.dynamicTest(crash.toString(), () -> run(bench, crash)));
    }

    private void run(CrashBench bench, CrashCase crash) throws Exception {
        SpareChild child = spare.isPresent() ? spare.get() : SpareChild.start();
        boolean usesIt = crash.victim() == CrashCase.Victim.CLIENT;
        spare = Optional.of(usesIt ? SpareChild.start() : child);
        Crash.Left left = new Crash(bench, server.orElseThrow(), crash).run(scratch, child);
        counts.computeIfAbsent(crash.victim(), victim -> new EnumMap<>(Crash.Left.class))
                .merge(left, 1, Integer::sum);
        // A full sweep takes long enough to want to know how far it is.
        if (++tried % TOLD_EVERY == 0) {
            System.out.println("Crash sweep after " + tried + " cases: " + counts);
        }
    }

    private static List<CrashCase> cases(MigrationDirectory directory) {
        List<CrashCase> all = CrashCase.all(directory.migrations());
        assertThat(all).hasSizeGreaterThan(100);
        String only = System.getProperty("verify.crashes", "");
        if (Exhaustive.asked() || !only.isEmpty()) {
            return all.stream().filter(crash -> crash.toString().contains(only)).toList();
        }
        Random chance = Exhaustive.chance();
        List<CrashCase> sample = new ArrayList<>();
        for (CrashCase.Victim victim : CrashCase.Victim.values()) {
            List<CrashCase> some = new ArrayList<>(
                    all.stream().filter(crash -> crash.victim() == victim).toList());
            Collections.shuffle(some, chance);
            sample.addAll(some.subList(0, SAMPLE_OF_EACH));
        }
        assertThat(Arrays.asList(CrashCase.Victim.values())).hasSize(sample.size() / SAMPLE_OF_EACH);
        return sample;
    }
}
