package io.replyx.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.replyx.verify.jupiter.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllureWriterTest {
    @TempDir
    Path directory;

    @Test
    void maps_a_broken_check() throws IOException {
        AllureWriter.write(directory, Runs.rehearsal());

        JsonNode result = result("MIG-003/2/1");
        assertThat(result.get("name").asText()).isEqualTo("MIG-003 Undo restores the catalog [version 2]");
        assertThat(result.get("status").asText()).isEqualTo("failed");
        assertThat(result.get("statusDetails").get("message").asText()).contains("broken at version 2 (undo)");
        assertThat(result.get("labels").toString())
                .contains("Transitions (MIG)", "MIG-003 Undo restores the catalog", "version 2", "critical");
        assertThat(result.get("stop").asLong() - result.get("start").asLong()).isEqualTo(1250);
    }

    @Test
    void attaches_the_evidence() throws IOException {
        AllureWriter.write(directory, Runs.rehearsal());

        JsonNode attachment = result("MIG-003/2/1").get("attachments").get(0);
        assertThat(attachment.get("name").asText()).isEqualTo("Catalog difference");
        assertThat(directory.resolve(attachment.get("source").asText())).hasContent("- index public.idx_x");
    }

    @Test
    void tells_notes_as_steps_and_reasons_of_skipped_checks() throws IOException {
        AllureWriter.write(directory, Runs.rehearsal());

        assertThat(result("CAT-001//2").get("steps").get(0).get("name").asText())
                .isEqualTo("Note: table public.\"größe\": has no index");
        assertThat(result("SEC-002//1").get("status").asText()).isEqualTo("skipped");
        assertThat(result("SEC-002//1").get("statusDetails").get("message").asText())
                .isEqualTo("verified on production, not here");
    }

    @Test
    void a_check_that_failed_without_a_finding_is_not_a_broken_rule() throws IOException {
        AllureWriter.write(
                directory,
                Runs.of(List.of(Runs.outcome("OPS-001", "Healthy", "", Status.FAILED, "examined nothing", List.of()))));

        assertThat(result("OPS-001//1").get("status").asText()).isEqualTo("broken");
    }

    @Test
    void two_runs_have_the_same_identities() throws IOException {
        AllureWriter.write(directory, Runs.rehearsal());
        List<String> first = names();
        AllureWriter.write(directory.resolve("again"), Runs.rehearsal());
        directory = directory.resolve("again");

        assertThat(names()).isEqualTo(first);
    }

    @Test
    void shows_the_environment() throws IOException {
        AllureWriter.write(directory, Runs.rehearsal());

        assertThat(directory.resolve("environment.properties")).content().isEqualTo("""
                        Commit=0123abc
                        Java=17
                        Mode=rehearsal
                        PostgreSQL=17.2
                        Server=pgvector/pgvector\\:pg17
                        Subject=ReplyX
                        Verdict=NOT READY (exit code 1)
                        pgvector=0.8.0
                        """);
    }

    private JsonNode result(String key) throws IOException {
        return new JsonMapper()
                .readTree(
                        directory.resolve(AllureResult.id(key) + "-result.json").toFile());
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
