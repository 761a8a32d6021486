package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.KillableServer;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.testing.VerifyProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that goes away and comes back while somebody watches it. */
class OutageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LOOK = "transactions ";

    @TempDir
    Path root;

    @Test
    void a_watch_says_that_the_server_is_gone_and_goes_on_when_it_is_back() throws Exception {
        Optional<KillableServer> started = KillableServer.start();
        Assumptions.assumeTrue(started.isPresent(), "no container engine, so no server that could go away");
        Files.createDirectories(root.resolve("migrations/versioned"));
        try (KillableServer server = started.orElseThrow();
                RehearsalDatabases databases = new RehearsalDatabases(server)) {
            DisposableDatabase database = databases.create("watched");
            try (VerifyProcess process = VerifyProcess.start(
                    root,
                    database.adminUrl(),
                    "monitor",
                    "--watch",
                    "1s",
                    "--migrations",
                    root.resolve("migrations").toString())) {
                await().atMost(PATIENCE).until(() -> process.output().contains(LOOK));

                server.kill();
                await().atMost(PATIENCE).until(() -> process.output().contains("verify: "));
                assertThat(process.runs()).isTrue();
                server.restart();

                int said = process.output().length();
                await().atMost(PATIENCE)
                        .until(() -> process.output().substring(said).contains(LOOK));
                process.signal("TERM");
                assertThat(process.exitCode()).isEqualTo(143);
                assertThat(process.output()).doesNotContain("\tat ");
            }
        }
    }
}
