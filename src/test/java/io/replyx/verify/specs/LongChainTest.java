package io.replyx.verify.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.replyx.verify.database.Server;
import io.replyx.verify.testing.Exhaustive;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.VerifyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A chain that has grown for years: of hundreds of versions, each with something small, no rule has anything to say. */
@ExtendWith(SharedServer.class)
class LongChainTest {
    private static final int VERSIONS = 300;
    private static final long PATIENCE_SECONDS = 1800;

    /** What the versions do in turn; {@code %1$s} is a table, and {@code %2$s} the one before it. */
    private static final List<Change> CHANGES = List.of(
            new Change("""
                    CREATE TABLE %1$s (
                      id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                      name text NOT NULL,
                      before int REFERENCES %2$s ON DELETE CASCADE);
                    """, """
                    -- lossy: public.%1$s (it goes)
                    DROP TABLE %1$s;
                    """),
            new Change("ALTER TABLE %1$s ADD COLUMN price numeric(8, 2) NOT NULL DEFAULT 0 CHECK (price >= 0);\n", """
                    -- lossy: public.%1$s.price (it goes)
                    ALTER TABLE %1$s DROP COLUMN price;
                    """),
            new Change("CREATE INDEX %1$s_name ON %1$s (lower(name));\n", "DROP INDEX %1$s_name;\n"),
            new Change(
                    "CREATE VIEW %1$s_dear AS SELECT id, name FROM %1$s WHERE price > 10;\n", "DROP VIEW %1$s_dear;\n"),
            new Change("""
                    CREATE FUNCTION %1$s_count() RETURNS bigint LANGUAGE sql STABLE
                    RETURN (SELECT count(*) FROM %1$s);
                    """, "DROP FUNCTION %1$s_count();\n"),
            new Change("COMMENT ON TABLE %1$s IS 'One of many';\n", "COMMENT ON TABLE %1$s IS NULL;\n"));

    private record Change(String up, String down) {}

    @Test
    void no_rule_has_anything_to_say_of_three_hundred_versions_in_the_memory_that_the_launcher_gives(
            Server server, @TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Exhaustive.asked(), "takes about five minutes: only with -Dverify.exhaustive=true");
        write(folder.resolve("migrations"));

        JsonNode summary = rehearse(folder, server);

        assertThat(summary.at("/migrations").findValuesAsText("state"))
                .hasSize(VERSIONS)
                .containsOnly("rehearsed");
        assertThat(summary.at("/counts/broken").asInt()).isZero();
        assertThat(passed(summary)).contains("MIG-003", "MIG-005", "MIG-006", "MIG-012", "DAT-003", "CAT-004");
    }

    private static List<String> passed(JsonNode summary) {
        return StreamSupport.stream(summary.at("/rules").spliterator(), false)
                .filter(rule -> rule.at("/status").asText().equals("passed"))
                .map(rule -> rule.at("/id").asText())
                .toList();
    }

    private static void write(Path migrations) throws IOException {
        Path versioned = Files.createDirectories(migrations.resolve("versioned"));
        Path undo = Files.createDirectories(migrations.resolve("undo"));
        for (int i = 0; i < VERSIONS; i++) {
            Change change = CHANGES.get(i % CHANGES.size());
            int table = i / CHANGES.size();
            Files.writeString(versioned.resolve("V" + (i + 1) + "__more.sql"), of(table, change.up()));
            Files.writeString(undo.resolve("U" + (i + 1) + "__more.sql"), of(table, change.down()));
        }
    }

    private static JsonNode rehearse(Path folder, Server server) throws IOException, InterruptedException {
        Path reports = folder.resolve("reports");
        try (VerifyProcess process = VerifyProcess.start(
                folder,
                Map.of("REHEARSAL_SERVER_URL", VerifyProcess.text(server.adminUrl())),
                "rehearse",
                "--provider=existing",
                "--migrations=" + folder.resolve("migrations"),
                "--reports=" + reports)) {
            assertThat(process.exitCode(PATIENCE_SECONDS)).as(process.output()).isZero();
            assertThat(process.left()).isEmpty();
        }
        return new ObjectMapper().readTree(reports.resolve("summary.json").toFile());
    }

    /** The first table refers to itself. */
    private static String of(int table, String script) {
        return script.formatted("part" + table, "part" + Math.max(0, table - 1));
    }
}
