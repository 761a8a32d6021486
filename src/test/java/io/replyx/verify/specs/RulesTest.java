package io.replyx.verify.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every rule has a page, a defect with a sound twin, and a specification; none of these is left over. */
class RulesTest {
    private final SortedMap<String, String> titles = Specifications.titles();

    @Test
    void every_rule_has_a_page_under_its_title() throws IOException {
        assertThat(titles).isNotEmpty();
        for (String rule : titles.keySet()) {
            Path page = Path.of("docs/rules", rule + ".md");
            assertThat(page).exists();
            String heading = Files.readAllLines(page).get(0);
            assertThat(heading).isEqualTo("# " + rule + " " + titles.get(rule));
        }
    }

    @Test
    void every_page_belongs_to_a_rule() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("docs/rules"))) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", ""))
                            .filter(page -> !page.equals("README")))
                    .containsExactlyInAnyOrderElementsOf(titles.keySet());
        }
    }

    @Test
    void every_rule_has_a_defect_and_a_sound_twin() throws IOException {
        Set<String> rules =
                DefectsTest.defects().stream().map(DefectsTest::rule).collect(Collectors.toSet());
        assertThat(rules).containsExactlyInAnyOrderElementsOf(titles.keySet());
        for (Path defect : DefectsTest.defects()) {
            assertThat(defect.resolve("broken/expected.txt")).isNotEmptyFile();
            assertThat(defect.resolve("sound/migrations/versioned")).isDirectory();
        }
    }
}
