package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.testing.DeployedReplyx;
import io.replyx.verify.testing.Program;
import io.replyx.verify.testing.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it was packaged, alone in a folder: no Maven, no sources, no engine. */
@ExtendWith(SharedServer.class)
class JarIT {
    private static final Path JAR = Path.of("target/replyx-verify.jar");

    @TempDir
    Path folder;

    @TempDir
    Path temporary;

    private Program production(String url) throws IOException, InterruptedException {
        return Program.run(
                folder,
                60,
                Map.of("DATABASE_URL", url, "DOCKER_HOST", "unix:///nowhere"),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Djava.io.tmpdir=" + temporary,
                        "-jar",
                        "replyx-verify.jar",
                        "production"));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void verifies_a_database_with_the_subject_that_is_inside_and_leaves_its_reports_only(RehearsalDatabases databases)
            throws Exception {
        Files.copy(JAR, folder.resolve("replyx-verify.jar"));
        try (DeployedReplyx deployed = DeployedReplyx.atHead(databases, "jar")) {
            Program run = production(deployed.url());

            assertThat(run.exitCode()).as(run.output()).isZero();
            assertThat(run.output()).contains("the one packed with the suite", "ReplyX", "READY");
        }
        assertThat(Files.readString(folder.resolve("reports/summary.json")))
                .contains("\"id\" : \"CAT-001\"", "\"verdict\" : \"READY\"");
        assertThat(names(folder)).containsExactly("replyx-verify.jar", "reports");
        assertThat(names(temporary)).isEmpty();
    }

    @Test
    void a_subject_beside_it_comes_before_the_one_inside() throws Exception {
        Files.copy(JAR, folder.resolve("replyx-verify.jar"));
        Files.createDirectories(folder.resolve("migrations/versioned"));

        Program run = production("postgresql://nobody@127.0.0.1:1/nothing");

        assertThat(run.exitCode()).as(run.output()).isEqualTo(2);
        assertThat(run.output()).contains("no versioned migrations in migrations");
    }

    @Test
    void half_a_subject_beside_it_is_no_reason_to_take_the_one_inside() throws Exception {
        Files.copy(JAR, folder.resolve("replyx-verify.jar"));
        Files.createDirectories(folder.resolve("fixtures"));

        Program run = production("postgresql://nobody@127.0.0.1:1/nothing");

        assertThat(run.exitCode()).as(run.output()).isEqualTo(2);
        assertThat(run.output()).contains("no folder migrations beside it");
    }
}
