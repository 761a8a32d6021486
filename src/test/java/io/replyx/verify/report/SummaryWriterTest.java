package io.replyx.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryWriterTest {
    @Test
    void tells_a_run_to_machines(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("summary.json");

        SummaryWriter.write(file, Runs.rehearsal());

        String expected = """
                {
                  "mode": "rehearsal",
                  "verdict": "NOT READY",
                  "exitCode": 1,
                  "subject": "ReplyX",
                  "commit": "0123abc",
                  "server": {"version": "17.2", "pgvector": "0.8.0", "origin": "pgvector/pgvector:pg17"},
                  "migrations": [
                    {"version": "1", "description": "base schema", "revision": "a1b2c3", "state": "applied"}
                  ],
                  "rules": [
                    {
                      "id": "MIG-003", "title": "Undo restores the catalog", "status": "failed",
                      "durationMs": 2500, "examined": 14,
                      "findings": [
                        {
                          "severity": "broken", "version": "2", "direction": "undo", "object": "index public.idx_x",
                          "message": "extra: index public.idx_x (btree on a)\\nwant: nothing",
                          "script": "migrations/undo/U2__x.sql"
                        }
                      ]
                    },
                    {
                      "id": "CAT-001", "title": "Every index is valid", "status": "passed",
                      "reason": "version 3: version 3 has no index", "durationMs": 3750, "examined": 14,
                      "findings": [
                        {"severity": "note", "object": "table public.\\"größe\\"", "message": "has no index"}
                      ]
                    },
                    {
                      "id": "SEC-002", "title": "Connections are encrypted", "status": "skipped",
                      "reason": "verified on production, not here", "durationMs": 1250, "examined": 0, "findings": []
                    }
                  ],
                  "counts": {
                    "rules": 3, "passed": 1, "failed": 1, "skipped": 1, "checks": 6, "broken": 1, "notes": 1
                  },
                  "phases": [{"name": "start server", "durationMs": 900}, {"name": "chain", "durationMs": 1500}],
                  "startedAt": "2026-03-01T10:15:30Z",
                  "durationMs": 2500
                }
                """;
        JsonMapper json = new JsonMapper();
        // As texts, so that the order of the keys counts too.
        assertThat(json.readTree(file.toFile()).toString())
                .isEqualTo(json.readTree(expected).toString());
        assertThat(Files.readString(file))
                .startsWith("{\n  \"mode\" : \"rehearsal\",\n")
                .endsWith("}\n");
    }

    @Test
    void leaves_no_unfinished_file(@TempDir Path directory) throws IOException {
        SummaryWriter.write(directory.resolve("summary.json"), Runs.rehearsal());

        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve("summary.json"));
        }
    }

    @Test
    void tells_why_a_run_ended_early(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("summary.json");

        SummaryWriter.write(file, Runs.stopped("no server answers"));

        assertThat(new JsonMapper().readTree(file.toFile()).get("stopped").asText())
                .isEqualTo("no server answers");
        assertThat(new JsonMapper().readTree(file.toFile()).has("server")).isFalse();
    }
}
