package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.testing.DeployedReplyx;
import io.replyx.verify.testing.Exhaustive;
import io.replyx.verify.testing.Program;
import io.replyx.verify.testing.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The container image, built as CI builds it and run as a cluster runs it. */
@ExtendWith(SharedServer.class)
class ImageIT {
    private static final Path HERE = Path.of("").toAbsolutePath();

    @TempDir
    Path temp;

    private static Program docker(Map<String, String> variables, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(words));
        return Program.run(HERE, 120, variables, command);
    }

    @Test
    void verifies_a_database_as_a_user_without_rights_on_a_file_system_that_is_only_read(RehearsalDatabases databases)
            throws Exception {
        Assumptions.assumeTrue(Exhaustive.asked(), "it takes minutes: --exhaustive");
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/docker")), "no Docker");
        String image = PipelinesTest.image();

        Program built = Program.run(HERE, 900, Map.of(), List.of(".ci/image"));

        assertThat(built.exitCode()).as(built.output()).isZero();
        assertThat(docker(Map.of(), "image", "inspect", "--format", "{{.Config.User}} {{.Config.Cmd}}", image)
                        .output())
                .isEqualToIgnoringNewLines("10001:10001 [production]");
        try (DeployedReplyx deployed = DeployedReplyx.atHead(databases, "image")) {
            Program run = docker(
                    Map.of("DATABASE_URL", deployed.url()),
                    "run",
                    "--rm",
                    "--network=host",
                    "--read-only",
                    "--cap-drop=ALL",
                    "--security-opt=no-new-privileges",
                    "--memory=512m",
                    "--tmpfs=/replyx/reports",
                    "--env=DATABASE_URL",
                    image);

            assertThat(run.exitCode()).as(run.output()).isZero();
            assertThat(run.output()).contains("ReplyX", "READY").doesNotContain("WARN");
        }
    }
}
