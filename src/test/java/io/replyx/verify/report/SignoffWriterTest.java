package io.replyx.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.assertion.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignoffWriterTest {
    @TempDir
    Path directory;

    @Test
    void tells_verdict_rules_and_gaps_on_one_page() throws IOException {
        assertThat(written(Runs.rehearsal()))
                .contains(
                        "# ReplyX: NOT READY",
                        "| Commit | 0123abc |",
                        "| PostgreSQL | 17.2 |",
                        "| MIG-003 | Undo restores the catalog | failed | 14 | 2.5 s |  |",
                        "## Broken",
                        "    [MIG-003] Undo restores the catalog — broken at version 2 (undo)",
                        "## Not verified here",
                        "- CAT-001 Every index is valid: version 3: version 3 has no index",
                        "- SEC-002 Connections are encrypted: verified on production, not here",
                        "- CAT-001 table public.\"größe\": has no index",
                        "- 1 base schema: applied, revision a1b2c3");
    }

    @Test
    void leaves_out_sections_without_content() throws IOException {
        assertThat(written(Runs.of(List.of(Runs.passed("MIG-001", "It applies", "")))))
                .doesNotContain("## Broken", "## Not verified here", "## Notes");
    }

    @Test
    void names_from_a_database_cannot_change_the_page() throws IOException {
        Finding note = Finding.note("table a|b", "<script>alert(1)</script>\n# Approved");

        assertThat(written(Runs.of(List.of(Runs.noted("CAT-001", "x", note)))))
                .contains("table a\\|b: &lt;script&gt;alert(1)&lt;/script&gt; · \\# Approved");
    }

    @Test
    void tells_why_a_run_ended_early() throws IOException {
        assertThat(written(Runs.stopped("no server answers"))).contains("**The run ended early:** no server answers");
    }

    private String written(RunRecord run) throws IOException {
        SignoffWriter.write(directory.resolve("signoff.md"), run);
        return Files.readString(directory.resolve("signoff.md"));
    }
}
