package io.replyx.verify.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.jupiter.Status;
import io.replyx.verify.testing.Deployed;
import io.replyx.verify.testing.Rehearsing;
import io.replyx.verify.testing.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every rule is broken by its defects, each of which names what is wrong, and by none of the sound subjects. */
@ExtendWith(SharedServer.class)
class DefectsTest {
    static final Path DEFECTS = Path.of("fixtures/defects");

    static List<Path> defects() throws IOException {
        try (Stream<Path> folders = Files.list(DEFECTS)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** All defects, or with {@code -Ddefects=SEC-001} those whose names contain this regular expression. */
    private static Stream<Path> chosen() throws IOException {
        Pattern some = Pattern.compile(System.getProperty("defects", ""));
        List<Path> chosen = defects().stream()
                .filter(defect -> some.matcher(defect.getFileName().toString()).find())
                .toList();
        assertThat(chosen).as("defects whose names contain " + some).isNotEmpty();
        return chosen.stream();
    }

    static String rule(Path defect) {
        return defect.getFileName().toString().substring(0, 7);
    }

    /** OPS-001 speaks of what all other rules did; any other rule can be run by itself. */
    private static String[] rules(Path defect) {
        return rule(defect).equals("OPS-001") ? new String[0] : new String[] {rule(defect)};
    }

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> breaks_its_rule(RehearsalDatabases databases) throws IOException {
        return chosen().map(defect -> dynamicTest(defect.getFileName() + " broken", () -> {
            List<Outcome> outcomes = verify(defect.resolve("broken"), databases, rules(defect));

            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.rule().equals(rule(defect)))
                    .extracting(Outcome::status)
                    .contains(Status.FAILED);
            String broken = findings(outcomes)
                    .filter(Finding::isBroken)
                    .map(DefectsTest::text)
                    .collect(Collectors.joining("\n"));
            for (String expected : Files.readAllLines(defect.resolve("broken/expected.txt"))) {
                assertThat(broken).contains(expected.strip());
            }
        }));
    }

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> leaves_sound_subjects_alone(RehearsalDatabases databases) throws IOException {
        return chosen().map(defect -> dynamicTest(defect.getFileName() + " sound", () -> {
            List<Outcome> outcomes = verify(defect.resolve("sound"), databases);

            assertThat(findings(outcomes).filter(Finding::isBroken).map(DefectsTest::text))
                    .isEmpty();
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.rule().equals(rule(defect)))
                    .extracting(Outcome::status)
                    .contains(Status.PASSED)
                    .doesNotContain(Status.FAILED);
        }));
    }

    /** What is broken in production only is looked at there. */
    private static List<Outcome> verify(Path subject, RehearsalDatabases databases, String... rules)
            throws SQLException, IOException {
        return Deployed.is(subject)
                ? new Deployed(subject, databases).look(rules)
                : Rehearsing.rehearse(subject, databases.server(), rules);
    }

    private static Stream<Finding> findings(List<Outcome> outcomes) {
        return outcomes.stream().flatMap(outcome -> outcome.findings().stream());
    }

    private static String text(Finding finding) {
        return finding.object() + ": " + finding.message()
                + finding.script().map(script -> " (" + script + ")").orElse("");
    }
}
