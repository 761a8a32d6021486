package io.replyx.verify.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replyx.verify.assertion.Direction;
import io.replyx.verify.assertion.Finding;
import io.replyx.verify.jupiter.Attachment;
import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.jupiter.Status;
import io.replyx.verify.settings.Secret;
import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    private static final Pattern BASE64_DATA = Pattern.compile("= '([A-Za-z0-9+/=]+)';");

    @TempDir
    Path root;

    @Test
    void the_page_carries_the_whole_run_and_asks_nobody_for_anything() throws IOException {
        String page = Files.readString(
                Reports.write(root, Runs.rehearsal(), List.of()).html());

        assertThat(data(page))
                .contains("MIG-003 Undo restores the catalog", "Transitions (MIG)", "größe", "- index public.idx_x")
                .contains("pgvector/pgvector:pg17", "Broken rules");
        assertThat(page)
                .doesNotContain("googletagmanager", "src=\"http", "href=\"http")
                .contains("default-src 'none'");
    }

    @Test
    void names_from_a_database_are_not_taken_for_html() throws IOException {
        Finding finding = Finding.broken("table <img src=x onerror=alert(1)>", "missing");
        RunRecord run = Runs.of(List.of(Runs.failed("CAT-001", "Titles <b>too</b>", "", finding)));

        String page = Files.readString(Reports.write(root, run, List.of()).html());

        assertThat(data(page))
                .contains("\"statusMessage\":\"[CAT-001] Titles &lt;b&gt;too")
                .contains("table &lt;img");
        assertThat(page).doesNotContain("script-src 'unsafe-inline'");
    }

    @Test
    void no_secret_reaches_any_file() throws IOException {
        String canary = "c@nary/5\"ecret";
        String encoded = "c%40nary%2F5%22ecret";
        Outcome outcome = new Outcome(
                "MIG-001",
                "title " + canary,
                Optional.of("1"),
                Status.FAILED,
                "reason " + encoded,
                Runs.START,
                Duration.ZERO,
                1,
                List.of(
                        Finding.broken("object " + canary, encoded).at("1", Direction.APPLY, "script " + canary),
                        Finding.note(canary, canary)),
                List.of(new Attachment("name " + canary, "application/json", "{\"url\":\"c@nary/5\\\"ecret\"}")));

        Reports reports = Reports.write(root, Runs.of(List.of(outcome)), List.of(Secret.of(canary)));

        assertThat(everything()).doesNotContain("nary", "ecret").contains("reason ********");
        assertThat(data(Files.readString(reports.html()))).doesNotContain("nary", "5\\\"ecret");
    }

    @Test
    void replaces_an_earlier_run_and_leaves_what_is_not_ours() throws IOException {
        Reports.write(root, Runs.rehearsal(), List.of());
        Path theirs = Files.writeString(root.resolve("allure-results").resolve("theirs.txt"), "theirs");
        Path alsoTheirs = Files.writeString(root.resolve("junit").resolve("TEST-theirs.xml"), "theirs");

        Reports.write(root, Runs.of(List.of(Runs.passed("VEC-001", "Dimensions", ""))), List.of());

        assertThat(theirs).exists();
        assertThat(alsoTheirs).exists();
        assertThat(everything()).contains("VEC-001").doesNotContain("MIG-003");
    }

    @Test
    void a_lone_half_of_a_surrogate_pair_spoils_no_report() {
        Outcome outcome = Runs.noted("CAT-001", "title", Finding.note("table a", "cut \ud83d"));

        assertThat(Reports.write(root, Runs.of(List.of(outcome)), List.of()).html())
                .exists();
    }

    @Test
    void a_run_that_ended_early_is_reported_too() throws IOException {
        Reports reports = Reports.write(root, Runs.stopped("no server answers"), List.of());

        assertThat(data(Files.readString(reports.html()))).contains("no server answers");
    }

    @Test
    void says_before_and_after_a_run_that_a_directory_cannot_be_written() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "");

        assertThatThrownBy(() -> ReportDirectory.writable(file.resolve("reports")))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining("Reports cannot be written to " + file.resolve("reports"));
        assertThatThrownBy(() -> Reports.write(file, Runs.rehearsal(), List.of()))
                .isInstanceOf(WrongUse.class);
    }

    @Test
    void a_probe_leaves_nothing_behind() throws IOException {
        ReportDirectory.writable(root.resolve("new"));

        assertThat(root.resolve("new")).isEmptyDirectory();
    }

    private String everything() throws IOException {
        try (var files = Files.walk(root)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("index.html")) {
                    all.append(file).append('\n').append(Files.readString(file)).append('\n');
                }
            }
            return all.toString();
        }
    }

    private static String data(String page) {
        return BASE64_DATA
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .map(text -> text.substring(3, text.length() - 2))
                .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }
}
